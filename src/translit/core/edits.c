/* Plain edits between words, and the text of stored words. */
#include "core.h"

#include <string.h>

void prepare(Pattern *pattern, const uint32_t *text, uint32_t size)
{
    memset(pattern->places, 0, sizeof pattern->places);
    pattern->text = text;
    pattern->size = size;
    pattern->is_plain = size <= PATTERN;
    for (uint32_t i = 0; i < size && pattern->is_plain; i++) {
        if (text[i] < 256)
            pattern->places[text[i]] |= (uint64_t)1 << i;
        else
            pattern->is_plain = 0;
    }
}

/* Levenshtein's distance, by rows. */
static uint32_t edits_by_rows(const uint32_t *a, uint32_t size_a, const uint32_t *b, uint32_t size_b, uint32_t *row)
{
    for (uint32_t j = 0; j <= size_b; j++)
        row[j] = j;
    for (uint32_t i = 1; i <= size_a; i++) {
        uint32_t diagonal = row[0];
        row[0] = i;
        for (uint32_t j = 1; j <= size_b; j++) {
            uint32_t above = row[j], best = diagonal + (a[i - 1] != b[j - 1]);
            if (above + 1 < best)
                best = above + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
            diagonal = above;
        }
    }
    return row[size_b];
}

/* The same by bits, a column at once (Hyyrö 2003). */
static uint32_t edits(const Pattern *pattern, const uint32_t *text, uint32_t size, uint32_t *row)
{
    if (!pattern->is_plain)
        return edits_by_rows(pattern->text, pattern->size, text, size, row);
    if (!pattern->size)
        return size;
    uint64_t plus = ~(uint64_t)0, minus = 0, last = (uint64_t)1 << (pattern->size - 1);
    uint32_t distance = pattern->size;
    for (uint32_t j = 0; j < size; j++) {
        uint64_t same = text[j] < 256 ? pattern->places[text[j]] : 0;
        distance += next_column(same, last, &plus, &minus);
    }
    return distance;
}

double normalized_edits(const Pattern *pattern, const uint32_t *text, uint32_t size, uint32_t *row)
{
    uint32_t longer = pattern->size > size ? pattern->size : size;
    return longer ? (double)edits(pattern, text, size, row) / (double)longer : 0.0;
}

uint32_t decode(const uint8_t *text, uint64_t size, uint32_t *out)
{
    uint32_t count = 0;
    for (uint64_t i = 0; i < size;) {
        uint8_t first = text[i];
        uint32_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        uint32_t code = length == 1 ? first : first & (0x7Fu >> length);
        for (uint32_t k = 1; k < length && i + k < size; k++)
            code = code << 6 | (text[i + k] & 0x3F);
        out[count++] = code;
        i += length;
    }
    return count;
}

uint32_t encode(const uint32_t *text, uint32_t size, uint8_t *out)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < size; i++) {
        uint32_t code = text[i], more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        static const uint8_t marks[] = {0, 0xC0, 0xE0, 0xF0};
        out[count++] = (uint8_t)(marks[more] | code >> (6 * more));
        while (more--)
            out[count++] = (uint8_t)(0x80 | (code >> (6 * more) & 0x3F));
    }
    return count;
}

Record record_of(const Segment *segment, uint32_t word)
{
    Record found = {segment->word_at[word], 0};
    uint64_t end = segment->word_at[word + 1];
    if (found.start > end || end > segment->words_size)
        found.start = 0;
    else
        found.size = end - found.start;
    return found;
}

uint64_t field_end(const uint8_t *record, uint64_t size, uint64_t start)
{
    const uint8_t *found = start < size ? memchr(record + start, '\t', size - start) : NULL;
    return found ? (uint64_t)(found - record) : size;
}
