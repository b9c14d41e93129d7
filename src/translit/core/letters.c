/* How many bits the Latin letters of a word cost for the letters of a native one: translit.table.letter_costs. */
#include "core.h"

#include <math.h>
#include <string.h>

#define LONGEST 256    /* Latin letters; translit.table.letter_costs asks for no longer word */
#define LONGEST_UNIT 4 /* Latin letters, each of which is a byte of a unit's number */

/* The Latin units for a native letter, in the order of their numbers, and the bits of each. */
typedef struct {
    const uint32_t *units;
    const double *bits;
    uint32_t count;
} Units;

/* A native letter: its units, alone and with the next one; the bits of none, and of any other letter. */
typedef struct {
    Units alone, paired;
    double nothing, other;
} Arc;

/* Where a unit stands in the Latin word. */
typedef struct {
    uint32_t unit;
    uint16_t start, end;
} Place;

/* All units of the word that have known letters, in the order of their numbers. */
static uint32_t find_places(const uint8_t *latin, uint32_t size, Place *places)
{
    uint32_t count = 0;
    for (uint32_t start = 0; start < size; start++) {
        uint32_t unit = 0;
        for (uint32_t end = start; end < size && end < start + LONGEST_UNIT && latin[end]; end++) {
            unit = unit << 8 | latin[end];
            uint32_t at = count++;
            for (; at && places[at - 1].unit > unit; at--)
                places[at] = places[at - 1];
            places[at] = (Place){unit, (uint16_t)start, (uint16_t)(end + 1)};
        }
    }
    return count;
}

static void add_units(const Units *units, const Place *places, uint32_t count, const double *row, double *target)
{
    for (uint32_t i = 0, k = 0; i < units->count && k < count;) {
        if (units->units[i] < places[k].unit)
            i++;
        else if (units->units[i] > places[k].unit)
            k++;
        else {
            double total = row[places[k].start] + units->bits[i];
            if (total < target[places[k].end])
                target[places[k].end] = total;
            k++;
        }
    }
}

static double least_of(const double *row, uint32_t size)
{
    double least = row[0];
    for (uint32_t j = 1; j <= size; j++)
        least = row[j] < least ? row[j] : least;
    return least;
}

/* Twin of `cost`. A Latin letter is its number, 0 if no unit has it; `added` are the bits of each if it stands for nothing. */
API double translit_letter_cost(const Arc *arcs, uint32_t arc_count, const uint8_t *latin, const double *added,
                                uint32_t size, double most, double impossible)
{
    Place places[LONGEST * LONGEST_UNIT];
    double rows[3][LONGEST + 1], *row = rows[0], *after = rows[1], *later = rows[2];
    if (size > LONGEST)
        return INFINITY;
    uint32_t count = find_places(latin, size, places);
    for (uint32_t j = 0; j <= size; j++)
        row[j] = j ? impossible : 0.0, after[j] = impossible;
    for (uint32_t i = 0; i < arc_count; i++) {
        double last = impossible, before = impossible;
        for (uint32_t j = 0; j <= size; j++) {
            double bits = row[j];
            later[j] = impossible;
            if (j && last + added[j - 1] < bits)
                row[j] = bits = last + added[j - 1];
            double bits_after = bits + arcs[i].nothing < before ? bits + arcs[i].nothing : before;
            after[j] = bits_after < after[j] ? bits_after : after[j];
            last = bits, before = bits + arcs[i].other;
        }
        add_units(&arcs[i].alone, places, count, row, after);
        add_units(&arcs[i].paired, places, count, row, later);
        double *done = row;
        row = after, after = later, later = done;
        if (least_of(row, size) > most && most < least_of(after, size))
            return INFINITY;
    }
    double last = row[0];
    for (uint32_t j = 0; j < size; j++)
        last = last + added[j] < row[j + 1] ? last + added[j] : row[j + 1];
    return last;
}
