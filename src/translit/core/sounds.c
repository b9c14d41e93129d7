/* How similar the phonetic keys of two words are: translit.table.sounds. */
#include "core.h"

#include <string.h>

#define LONGEST 64 /* phonemes of a key; translit.table.sounds packs no longer one */
#define SIGNS 128

/* The costs of the phoneme distance and the numbers beside it, as translit.table.sounds fills them in. */
typedef struct {
    double pairs[SIGNS][SIGNS], gaps[SIGNS];
    double swap, cheap, first, same_key, worth_weighting, shortest, other_syllable;
} Costs;

/* The keys of a word as they are packed: how many, then the penalties, then the sizes, then the letters of all. */
typedef struct {
    const uint8_t *penalties, *sizes, *letters;
    uint32_t count;
} Keys;

typedef struct {
    double apart, penalty_x, penalty_y;
    const uint8_t *x, *y;
    uint32_t size_x, size_y;
} Nearby;

static Keys unpack(const uint8_t *packed)
{
    Keys keys;
    memcpy(&keys.count, packed, sizeof keys.count);
    keys.penalties = packed + sizeof keys.count;
    keys.sizes = keys.penalties + keys.count * sizeof(double);
    keys.letters = keys.sizes + keys.count;
    return keys;
}

static double penalty(const Keys *keys, uint32_t place)
{
    double found;
    memcpy(&found, keys->penalties + place * sizeof found, sizeof found);
    return found;
}

/* Twin of `distance`. */
static double distance(const Costs *costs, const uint8_t *a, uint32_t size_a, const uint8_t *b, uint32_t size_b)
{
    double rows[3][LONGEST + 1], added[LONGEST], *above = rows[0], *row = rows[1], *current = rows[2];
    uint32_t start = 0;
    while (size_a && size_b && a[size_a - 1] == b[size_b - 1])
        size_a--, size_b--;
    while (start < size_a && start < size_b && a[start] == b[start])
        start++;
    a += start, b += start, size_a -= start, size_b -= start;
    double first = start ? 1.0 : costs->first;
    row[0] = 0.0;
    for (uint32_t j = 0; j < size_b; j++) {
        added[j] = costs->gaps[b[j]] * (j ? 1.0 : first);
        row[j + 1] = row[j] + added[j];
    }
    for (uint32_t i = 0; i < size_a; i++) {
        double lost = costs->gaps[a[i]] * (i ? 1.0 : first), left = row[0] + lost;
        current[0] = left;
        for (uint32_t j = 0; j < size_b; j++) {
            double cost = a[i] == b[j] ? 0.0 : costs->pairs[a[i]][b[j]];
            if (!i && !j && cost >= costs->cheap)
                cost *= first;
            double best = row[j] + cost, other = row[j + 1] + lost;
            if (other < best)
                best = other;
            if (left + added[j] < best)
                best = left + added[j];
            if (i && j && a[i] == b[j - 1] && b[j] == a[i - 1] && a[i] != b[j] && above[j - 1] + costs->swap < best)
                best = above[j - 1] + costs->swap;
            current[j + 1] = left = best;
        }
        double *free_row = above;
        above = row, row = current, current = free_row;
    }
    return row[size_b];
}

/* Levenshtein's distance of up to 64 signs by bits (Hyyrö 2003); `places` has a bit where a sign stands in the first. */
static uint32_t edits(const uint64_t *places, uint32_t size_x, const uint8_t *y, uint32_t size_y)
{
    if (!size_x)
        return size_y;
    uint64_t plus = ~(uint64_t)0, minus = 0, last = (uint64_t)1 << (size_x - 1);
    uint32_t found = size_x;
    for (uint32_t j = 0; j < size_y; j++) {
        uint64_t same = places[y[j]];
        found += next_column(same, last, &plus, &minus);
    }
    return found;
}

static int compare(const uint8_t *a, uint32_t size_a, const uint8_t *b, uint32_t size_b)
{
    int found = memcmp(a, b, size_a < size_b ? size_a : size_b);
    return found ? found : (size_a > size_b) - (size_a < size_b);
}

static int is_before(const Nearby *one, const Nearby *other)
{
    if (one->apart != other->apart)
        return one->apart < other->apart;
    int found = compare(one->x, one->size_x, other->x, other->size_x);
    return (found ? found : compare(one->y, one->size_y, other->y, other->size_y)) < 0;
}

/* Twin of `sound_alike`, of keys that are packed. */
API double translit_sound_alike(const uint8_t *packed_a, const uint8_t *packed_b, const Costs *costs)
{
    Keys a = unpack(packed_a), b = unpack(packed_b);
    Nearby nearest[2];
    uint32_t found = 0;
    uint64_t places[SIGNS] = {0};
    double common = -1.0;
    const uint8_t *x = a.letters;
    for (uint32_t i = 0; i < a.count; x += a.sizes[i++]) {
        uint32_t size_x = a.sizes[i];
        for (uint32_t k = 0; k < size_x; k++)
            places[x[k]] |= (uint64_t)1 << k;
        const uint8_t *y = b.letters;
        for (uint32_t j = 0; j < b.count; y += b.sizes[j++]) {
            uint32_t size_y = b.sizes[j], longer = size_x > size_y ? size_x : size_y;
            double penalty_x = penalty(&a, i), penalty_y = penalty(&b, j);
            if (!compare(x, size_x, y, size_y)) {
                if (common < 0.0 || penalty_x + penalty_y < common)
                    common = penalty_x + penalty_y;
                continue;
            }
            double apart = (double)edits(places, size_x, y, size_y) / (double)longer;
            if (common >= 0.0 || apart > costs->worth_weighting)
                continue;
            Nearby pair = {apart + penalty_x + penalty_y, penalty_x, penalty_y, x, y, size_x, size_y};
            if (!found || is_before(&pair, &nearest[0])) {
                nearest[1] = nearest[0];
                nearest[0] = pair;
                found += found < 2;
            } else if (found < 2 || is_before(&pair, &nearest[1])) {
                nearest[1] = pair;
                found = 2;
            }
        }
        for (uint32_t k = 0; k < size_x; k++)
            places[x[k]] = 0;
    }
    if (common >= 0.0)
        return costs->same_key - common;
    double best = 0.0;
    for (uint32_t i = 0; i < found; i++) {
        const Nearby *near = &nearest[i];
        double longest = near->size_x > near->size_y ? near->size_x : near->size_y;
        if (longest < costs->shortest)
            longest = costs->shortest;
        double apart = distance(costs, near->x, near->size_x, near->y, near->size_y);
        double similar = costs->same_key * (1.0 - apart / longest);
        if (similar < 0.0)
            similar = 0.0;
        if (memchr(near->x, '.', near->size_x) && memchr(near->y, '.', near->size_y))
            similar -= costs->other_syllable;
        similar = similar - near->penalty_x - near->penalty_y;
        best = similar > best ? similar : best;
    }
    return best;
}
