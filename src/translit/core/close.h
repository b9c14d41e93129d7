/* The words of a text for which listed names are sought, and the names that share pairs of skeletons with them. */
#ifndef TRANSLIT_CLOSE_H
#define TRANSLIT_CLOSE_H

#include "core.h"

typedef struct {
    const uint32_t *text;
    uint32_t size;
} Text;

enum { KEYS, STEMS, SKELETONS, MARKS, CLASSES, LISTS };
enum { NO_ALPHABET = 1, ABJAD = 2, ANOTHER_WORD = 4 /* it may stand for a word that is not like it */ };
/* A word of the text. It comes as numbers: script, flags, the size of the folded word, of its best key, how many texts each
 * list has, their sizes, and the letters of all. */
typedef struct {
    uint32_t script, flags, counts[LISTS];
    Text folded, key, *lists[LISTS];
    Pattern *patterns; /* of the keys, and last of the folded word */
} Asked;

/* Take a word apart; `longest` rises to the size of its letters. Returns 0 if there is no memory. */
int open_asked(Asked *asked, const uint32_t *packed, uint32_t *longest);
void close_asked(Asked *asked, int32_t count);

/* As strings are compared. */
int compare_texts(Text a, Text b);

/* Twin of `_sharing_pairs`: the forms to which most skeleton pairs of two of the words lead. Skeletons of `cut_sizes[0]` up
 * to `cut_sizes[1]` letters are cut, in `cut`. Returns 0 if there is no memory. */
int share_pairs(const Segment *segments, int32_t segment_count, const Asked *asked, int32_t count,
                const uint32_t *cut_sizes, uint32_t *cut, Best *best);

#endif
