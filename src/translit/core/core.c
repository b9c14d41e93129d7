#include "core.h"

#include <stdlib.h>
#include <string.h>

#ifndef TRANSLIT_SOURCE_ID
#define TRANSLIT_SOURCE_ID ""
#endif

/* Which sources the library was built from. */
API const char *translit_source_id(void) { return TRANSLIT_SOURCE_ID; }

/* How many forms the most frequent word has. */
API uint32_t translit_most_frequent(const Segment *segments, int32_t segment_count)
{
    uint32_t most = 0;
    for (int32_t s = 0; s < segment_count; s++)
        for (uint32_t word = 0; word < segments[s].word_count; word++) {
            uint32_t size = postings_of(&segments[s], word).size;
            most = size > most ? size : most;
        }
    return most;
}

uint32_t hashed(uint32_t crc, const uint8_t *text, size_t size)
{
    static const uint32_t table[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    for (size_t i = 0; i < size; i++) {
        crc ^= text[i];
        crc = table[crc & 15] ^ crc >> 4;
        crc = table[crc & 15] ^ crc >> 4;
    }
    return crc;
}

const Segment *segment_of_word(const Segment *segments, int32_t count, uint32_t number, uint32_t *local)
{
    for (int32_t i = count - 1; i >= 0; i--)
        if (number >= segments[i].first_word) {
            *local = number - segments[i].first_word;
            return *local < segments[i].word_count ? &segments[i] : NULL;
        }
    return NULL;
}

const Segment *segment_of_form(const Segment *segments, int32_t count, uint32_t number, uint32_t *local)
{
    for (int32_t i = count - 1; i >= 0; i--)
        if (number >= segments[i].first_form) {
            *local = number - segments[i].first_form;
            return *local < segments[i].form_count ? &segments[i] : NULL;
        }
    return NULL;
}

static Slice slice(const uint32_t *array, uint64_t size, const uint32_t *at, uint32_t place)
{
    uint32_t start = at[place], end = at[place + 1];
    Slice found = {array, 0};
    if (start <= end && end <= size) {
        found.first = array + start;
        found.size = end - start;
    }
    return found;
}

Slice postings_of(const Segment *segment, uint32_t word)
{
    return slice(segment->postings, segment->postings_size, segment->postings_at, word);
}

Slice words_of(const Segment *segment, uint32_t form)
{
    return slice(segment->form_words, segment->form_words_size, segment->form_words_at, form);
}

int is_visible(const Segment *segment, uint32_t form)
{
    if (form >= segment->form_count)
        return 0;
    uint32_t entity = segment->form_entity[form];
    return !segment->hidden || (entity < segment->entity_count && !segment->hidden[entity]);
}

void entries_of(const Buckets *table, uint32_t code, uint64_t *start, uint64_t *end)
{
    uint32_t shift = table->shift, bucket = shift < 32 ? code >> shift : 0;
    *start = *end = 0;
    if (bucket >= table->buckets)
        return;
    uint32_t first = table->starts[bucket], last = table->starts[bucket + 1];
    if (first >= last || last > table->entries)
        return;
    uint8_t check = (uint8_t)(shift >= 8 ? code >> (shift - 8) & 0xFF : code & 0xFFu >> (8 - shift));
    const uint8_t *found = memchr(table->checks + first, check, last - first);
    if (!found)
        return;
    *start = (uint64_t)(found - table->checks);
    *end = last;
    while (table->checks[*end - 1] != check)
        --*end;
}

uint32_t number_at(const Buckets *table, uint64_t place)
{
    if (table->width == 2) {
        uint16_t narrow;
        memcpy(&narrow, table->numbers + 2 * place, 2);
        return narrow;
    }
    uint32_t number;
    memcpy(&number, table->numbers + 4 * place, 4);
    return number;
}

int table_open(Table *table, size_t room)
{
    size_t places = 16;
    while (places < 2 * room)
        places *= 2;
    table->mask = places - 1;
    table->size = 0;
    table->keys = malloc(places * sizeof *table->keys);
    table->values = malloc(places * sizeof *table->values);
    table->used = calloc(places, 1);
    return table->keys && table->values && table->used;
}

void table_close(Table *table)
{
    free(table->keys);
    free(table->values);
    free(table->used);
}

double *table_at(Table *table, uint32_t key, int *is_new)
{
    size_t place = (size_t)(key * 2654435769u) & table->mask;
    while (table->used[place] && table->keys[place] != key)
        place = (place + 1) & table->mask;
    *is_new = !table->used[place];
    if (*is_new) {
        table->used[place] = 1;
        table->keys[place] = key;
        table->size++;
    }
    return &table->values[place];
}

int best_open(Best *best, int32_t most)
{
    best->size = 0;
    best->most = most;
    best->numbers = malloc(((size_t)most + 1) * sizeof *best->numbers);
    best->values = malloc(((size_t)most + 1) * sizeof *best->values);
    return best->numbers && best->values;
}

void best_close(Best *best)
{
    free(best->numbers);
    free(best->values);
}

void best_offer(Best *best, uint32_t number, double value)
{
    int32_t low = 0, high = best->size;
    while (low < high) { /* the place behind all that are better */
        int32_t middle = (low + high) / 2;
        double other = best->values[middle];
        if (other > value || (other == value && best->numbers[middle] < number))
            low = middle + 1;
        else
            high = middle;
    }
    if (low >= best->most)
        return;
    size_t behind = (size_t)(best->size - low);
    memmove(best->numbers + low + 1, best->numbers + low, behind * sizeof *best->numbers);
    memmove(best->values + low + 1, best->values + low, behind * sizeof *best->values);
    best->numbers[low] = number;
    best->values[low] = value;
    if (best->size < best->most)
        best->size++;
}
