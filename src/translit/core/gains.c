/* The listed names that gain most by the words of a name: translit.match.candidates. */
#include "core.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The limits of translit.match.candidates, in the order of its `_LIMITS`. */
typedef struct {
    int32_t opened, own, pool, judged;
    double unlike;
} Limits;

/* A word near one of the query, and what the forms that have it seem to gain. */
typedef struct {
    double gain;
    const Segment *segment;
    Slice forms;
    uint32_t kept;
} Opened;

static uint32_t count_visible(const Segment *segment, Slice forms)
{
    uint32_t count = 0;
    if (!segment->hidden)
        return forms.size;
    for (uint32_t i = 0; i < forms.size; i++)
        count += (uint32_t)is_visible(segment, forms.first[i]);
    return count;
}

/* Twin of `_worth`; `bits` has the information of a word by the number of forms that have it. */
static double worth(const Limits *limits, const double *bits, uint32_t bits_size, double alike, uint32_t frequency)
{
    double information = frequency < bits_size ? bits[frequency] : 0.0;
    double more = alike - limits->unlike;
    if (!(more > 0.0))
        more = 0.0;
    return more * sqrt(more) * information;
}

/* Twin of `_opened`: what the forms with a near word seem to gain by it, at most. */
static int open_forms(const Segment *segments, int32_t segment_count, const uint32_t *numbers, const double *alike,
                      int32_t count, const Limits *limits, const double *bits, uint32_t bits_size, Table *gains)
{
    Opened *added = malloc(((size_t)count + 1) * sizeof *added);
    int32_t size = 0;
    int64_t seen = 0, room = 0;
    if (!added)
        return 0;
    for (int32_t i = 0; i < count; i++) {
        uint32_t local;
        const Segment *segment = segment_of_word(segments, segment_count, numbers[i], &local);
        Slice forms = {NULL, 0};
        if (segment)
            forms = postings_of(segment, local);
        uint32_t visible = segment ? count_visible(segment, forms) : 0;
        seen += visible;
        if (seen > limits->opened && size)
            break;
        added[size].gain = worth(limits, bits, bits_size, alike[i], visible);
        added[size].segment = segment;
        added[size].forms = forms;
        added[size].kept = visible < (uint32_t)limits->opened ? visible : (uint32_t)limits->opened;
        room += added[size++].kept;
    }
    if (!table_open(gains, (size_t)room)) {
        free(added);
        return 0;
    }
    for (int32_t i = 0; i < size; i++) {
        uint32_t left = added[i].kept;
        for (uint32_t j = 0; j < added[i].forms.size && left; j++) {
            uint32_t form = added[i].forms.first[j];
            int is_new;
            if (!is_visible(added[i].segment, form))
                continue;
            left--;
            double *gain = table_at(gains, added[i].segment->first_form + form, &is_new);
            if (is_new || added[i].gain > *gain)
                *gain = added[i].gain;
        }
    }
    free(added);
    return 1;
}

static int32_t add_form(Table *known, uint32_t form, uint32_t *out, int32_t size)
{
    int is_new;
    *table_at(known, form, &is_new) = 0.0;
    if (is_new)
        out[size++] = form;
    return size;
}

/* Twin of the first half of `_gains`: the forms whose gain is computed, those of `pairs` first, into `out_forms`, and for
 * each word of the query the near words of these forms whose similarity is computed, into its row of `out_judged`.
 * The near words of all words stand one after the other; `near_sizes` tells how many each has. Returns how many forms. */
API int32_t translit_pool(const Segment *segments, int32_t segment_count, int32_t word_count, const uint32_t *near,
                          const double *alike, const int32_t *near_sizes, const double *bits, uint32_t bits_size,
                          const uint32_t *pairs, int32_t pair_count, const Limits *limits, uint32_t *out_forms,
                          uint32_t *out_judged, int32_t *out_judged_sizes)
{
    Table *gains = calloc((size_t)word_count + 1, sizeof *gains);
    Table together = {0}, known = {0}, is_near = {0};
    Best best = {0};
    int32_t found = NO_MEMORY, size = 0, most = pair_count + word_count * limits->own + limits->pool;
    size_t room = 0;
    const uint32_t *numbers = near;
    if (!gains)
        return NO_MEMORY;
    for (int32_t w = 0; w < word_count; w++) {
        if (!open_forms(segments, segment_count, numbers, alike, near_sizes[w], limits, bits, bits_size, &gains[w]))
            goto end;
        room += gains[w].size;
        numbers += near_sizes[w];
        alike += near_sizes[w];
    }
    if (!table_open(&together, room) || !table_open(&known, (size_t)most))
        goto end;
    for (int32_t i = 0; i < pair_count; i++)
        size = add_form(&known, pairs[i], out_forms, size);
    for (int32_t w = 0; w < word_count; w++) { /* the sums are in the order of the words */
        if (!best_open(&best, limits->own))
            goto end;
        for (size_t place = 0; place <= gains[w].mask; place++) {
            if (!gains[w].used[place])
                continue;
            int is_new;
            double *sum = table_at(&together, gains[w].keys[place], &is_new);
            *sum = (is_new ? 0.0 : *sum) + gains[w].values[place];
            best_offer(&best, gains[w].keys[place], gains[w].values[place]);
        }
        for (int32_t i = 0; i < best.size; i++)
            size = add_form(&known, best.numbers[i], out_forms, size);
        best_close(&best);
        best = (Best){0};
    }
    if (!best_open(&best, limits->pool))
        goto end;
    for (size_t place = 0; place <= together.mask; place++)
        if (together.used[place])
            best_offer(&best, together.keys[place], together.values[place]);
    for (int32_t i = 0; i < best.size; i++)
        size = add_form(&known, best.numbers[i], out_forms, size);
    numbers = near;
    for (int32_t w = 0; w < word_count; w++) {
        int is_new;
        if (!table_open(&is_near, (size_t)near_sizes[w]))
            goto end;
        for (int32_t i = 0; i < near_sizes[w]; i++)
            *table_at(&is_near, numbers[i], &is_new) = 0.0;
        numbers += near_sizes[w];
        int32_t judged = 0;
        uint32_t *row = out_judged + (size_t)w * (size_t)limits->judged;
        for (int32_t f = 0; f < size && judged < limits->judged; f++) {
            uint32_t local;
            const Segment *segment = segment_of_form(segments, segment_count, out_forms[f], &local);
            Slice words = {NULL, 0};
            if (segment)
                words = words_of(segment, local);
            for (uint32_t i = 0; i < words.size && judged < limits->judged; i++) {
                size_t before = is_near.size;
                uint32_t number = segment->first_word + words.first[i];
                double *seen = table_at(&is_near, number, &is_new);
                if (is_new) { /* it is not near: take it out again, at the place where it was put */
                    is_near.used[seen - is_near.values] = 0;
                    is_near.size = before;
                } else if (*seen == 0.0) {
                    *seen = 1.0;
                    row[judged++] = number;
                }
            }
        }
        out_judged_sizes[w] = judged;
        table_close(&is_near);
        is_near = (Table){0};
    }
    found = size;
end:
    for (int32_t w = 0; w < word_count; w++)
        table_close(&gains[w]);
    free(gains);
    table_close(&together);
    table_close(&known);
    table_close(&is_near);
    best_close(&best);
    return found;
}

/* Twin of the second half of `_gains`: what each form gains, by its words that were judged; `judged_gains` has rows like
 * those of `judged`. */
API void translit_gains(const Segment *segments, int32_t segment_count, int32_t word_count, const uint32_t *forms,
                        int32_t form_count, const uint32_t *judged, const int32_t *judged_sizes,
                        const double *judged_gains, int32_t judged_room, double word_cost, double *out)
{
    for (int32_t f = 0; f < form_count; f++) {
        uint32_t local;
        const Segment *segment = segment_of_form(segments, segment_count, forms[f], &local);
        Slice words = {NULL, 0};
        if (segment)
            words = words_of(segment, local);
        int64_t more = (int64_t)words.size - word_count;
        out[f] = -word_cost * (double)(more < 0 ? -more : more);
        for (int32_t w = 0; w < word_count; w++) {
            size_t row = (size_t)w * (size_t)judged_room;
            double best = 0.0;
            int is_first = 1;
            for (uint32_t i = 0; i < words.size; i++)
                for (int32_t j = 0; j < judged_sizes[w]; j++)
                    if (judged[row + (size_t)j] == segment->first_word + words.first[i]) {
                        double gain = judged_gains[row + (size_t)j];
                        if (is_first || gain > best)
                            best = gain;
                        is_first = 0;
                    }
            out[f] += best;
        }
    }
}
