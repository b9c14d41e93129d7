/* Pairs of skeletons, by which names are found that share two words with a text: translit.gazetteer.skeleton_pairs. */
#include "close.h"

#include <stdlib.h>
#include <string.h>

int open_asked(Asked *asked, const uint32_t *packed, uint32_t *longest)
{
    uint32_t total = 0;
    asked->script = packed[0], asked->flags = packed[1];
    asked->folded.size = packed[2], asked->key.size = packed[3];
    for (int i = 0; i < LISTS; i++)
        total += asked->counts[i] = packed[4 + i];
    const uint32_t *size = packed + 4 + LISTS, *text = size + total;
    Text *texts = malloc((total + 1) * sizeof *texts);
    asked->lists[0] = texts;
    asked->patterns = malloc((asked->counts[KEYS] + 1) * sizeof *asked->patterns);
    if (!texts || !asked->patterns)
        return 0;
    asked->folded.text = text, text += asked->folded.size;
    asked->key.text = text, text += asked->key.size;
    for (int i = 0; i < LISTS; i++) {
        asked->lists[i] = texts;
        for (uint32_t k = 0; k < asked->counts[i]; k++, size++, texts++) {
            *texts = (Text){text, *size};
            text += *size;
        }
    }
    for (uint32_t k = 0; k < asked->counts[KEYS]; k++)
        prepare(&asked->patterns[k], asked->lists[KEYS][k].text, asked->lists[KEYS][k].size);
    prepare(&asked->patterns[asked->counts[KEYS]], asked->folded.text, asked->folded.size);
    if ((uint32_t)(text - packed) > *longest)
        *longest = (uint32_t)(text - packed);
    return 1;
}

void close_asked(Asked *asked, int32_t count)
{
    for (int32_t i = 0; asked && i < count; i++) {
        free(asked[i].lists[0]);
        free(asked[i].patterns);
    }
    free(asked);
}

int compare_texts(Text a, Text b)
{
    for (uint32_t i = 0; i < a.size && i < b.size; i++)
        if (a.text[i] != b.text[i])
            return a.text[i] < b.text[i] ? -1 : 1;
    return (a.size > b.size) - (a.size < b.size);
}

/* Pairs of skeletons, each once: their texts in UTF-8, their hashes, and an open table of their places. */
typedef struct {
    uint8_t *bytes;
    uint32_t *hashes, *ends, *places;
    size_t size, room, used_bytes, bytes_room, mask;
} Pairs;

static void pairs_close(Pairs *pairs)
{
    free(pairs->bytes);
    free(pairs->hashes);
    free(pairs->ends);
    free(pairs->places);
}

static int pairs_grow(Pairs *pairs, size_t more_bytes)
{
    if (pairs->used_bytes + more_bytes > pairs->bytes_room) {
        size_t room = 2 * (pairs->used_bytes + more_bytes) + 1024;
        uint8_t *bytes = realloc(pairs->bytes, room);
        if (!bytes)
            return 0;
        pairs->bytes = bytes, pairs->bytes_room = room;
    }
    if (pairs->size < pairs->room)
        return 1;
    size_t room = pairs->room ? 2 * pairs->room : 128;
    uint32_t *hashes = realloc(pairs->hashes, room * sizeof *hashes);
    if (hashes)
        pairs->hashes = hashes;
    uint32_t *ends = realloc(pairs->ends, room * sizeof *ends), *places = calloc(2 * room, sizeof *places);
    if (ends)
        pairs->ends = ends;
    if (!hashes || !ends || !places) {
        free(places);
        return 0;
    }
    free(pairs->places);
    pairs->places = places, pairs->room = room, pairs->mask = 2 * room - 1;
    for (size_t i = 0; i < pairs->size; i++) {
        size_t at = pairs->hashes[i] & pairs->mask;
        while (places[at])
            at = (at + 1) & pairs->mask;
        places[at] = (uint32_t)i + 1;
    }
    return 1;
}

/* Twin of `_pair`, and of adding it to a set. */
static int pairs_add(Pairs *pairs, Text a, Text b)
{
    if (!pairs_grow(pairs, 4 * ((size_t)a.size + b.size) + 1))
        return 0;
    int in_order = compare_texts(a, b) < 0;
    Text one = in_order ? a : b, other = in_order ? b : a;
    uint8_t *start = pairs->bytes + pairs->used_bytes;
    size_t size = encode(one.text, one.size, start);
    start[size++] = ' ';
    size += encode(other.text, other.size, start + size);
    uint32_t hash = ~hashed(NO_HASH, start, size);
    size_t at = hash & pairs->mask;
    for (; pairs->places[at]; at = (at + 1) & pairs->mask) {
        uint32_t place = pairs->places[at] - 1, begin = place ? pairs->ends[place - 1] : 0;
        if (pairs->hashes[place] == hash && pairs->ends[place] - begin == size && !memcmp(pairs->bytes + begin, start, size))
            return 1;
    }
    pairs->places[at] = (uint32_t)pairs->size + 1;
    pairs->used_bytes += size;
    pairs->hashes[pairs->size] = hash;
    pairs->ends[pairs->size++] = (uint32_t)pairs->used_bytes;
    return 1;
}

/* Twin of `_with_shortened`. */
static int add_shortened(Pairs *pairs, const Asked *one, const Asked *other, const uint32_t *cut_sizes, uint32_t *cut)
{
    for (uint32_t i = 0; i < other->counts[SKELETONS]; i++) {
        Text b = other->lists[SKELETONS][i];
        int is_cut = b.size >= cut_sizes[0] && b.size <= cut_sizes[1];
        for (uint32_t left_out = 0; left_out <= (is_cut ? b.size : 0); left_out++) {
            Text shorter = b;
            if (left_out) {
                memcpy(cut, b.text, (left_out - 1) * sizeof *cut);
                memcpy(cut + left_out - 1, b.text + left_out, (b.size - left_out) * sizeof *cut);
                shorter = (Text){cut, b.size - 1};
            }
            for (int list = SKELETONS; list <= MARKS; list++)
                for (uint32_t k = 0; k < one->counts[list]; k++)
                    if (!pairs_add(pairs, one->lists[list][k], shorter))
                        return 0;
        }
    }
    return 1;
}

int share_pairs(const Segment *segments, int32_t segment_count, const Asked *asked, int32_t count,
                const uint32_t *cut_sizes, uint32_t *cut, Best *best)
{
    uint32_t *hashes = NULL;
    size_t size = 0, room = 0;
    Table votes = {0};
    int done = 0;
    for (int32_t i = 0; i < count; i++)
        for (int32_t j = i + 1; j < count; j++) {
            Pairs pairs = {0};
            int is_full = add_shortened(&pairs, &asked[i], &asked[j], cut_sizes, cut) &&
                          add_shortened(&pairs, &asked[j], &asked[i], cut_sizes, cut);
            uint32_t *more = is_full ? realloc(hashes, (size + pairs.size + 1) * sizeof *hashes) : NULL;
            if (more) {
                hashes = more;
                if (pairs.size)
                    memcpy(hashes + size, pairs.hashes, pairs.size * sizeof *hashes);
                size += pairs.size;
            }
            pairs_close(&pairs);
            if (!more)
                goto end;
        }
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t s = 0; s < segment_count; s++)
            for (size_t i = 0; i < size; i++) {
                uint64_t place, last;
                entries_of(&segments[s].pairs, hashes[i], &place, &last);
                if (!pass)
                    room += (size_t)(last - place);
                for (; pass && place < last; place++) {
                    uint32_t form = number_at(&segments[s].pairs, place);
                    int is_new;
                    if (!is_visible(&segments[s], form))
                        continue;
                    double *sum = table_at(&votes, segments[s].first_form + form, &is_new);
                    *sum = (is_new ? 0.0 : *sum) + 1.0;
                }
            }
        if (!pass && !table_open(&votes, room))
            goto end;
    }
    for (size_t place = 0; place <= votes.mask; place++)
        if (votes.used[place])
            best_offer(best, votes.keys[place], votes.values[place]);
    done = 1;
end:
    free(hashes);
    table_close(&votes);
    return done;
}
