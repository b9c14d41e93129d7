/* Listed words, and whether a word of a text is near one: translit.names.given_names. */
#ifndef TRANSLIT_STORED_H
#define TRANSLIT_STORED_H

#include "close.h"

#define LETTERS 0x530 /* the first characters of Unicode, those of Latin, Greek and Cyrillic words */
#define UNKNOWN_LETTER (-2)

/* What folding makes of a letter, and its script: translit.gazetteer.close_names fills them in as they are met. */
typedef struct {
    uint32_t folded[LETTERS][2]; /* at most two characters, 0 for none */
    uint32_t script[LETTERS];    /* the script that a word has whose first letter it is; 0 if it is no letter */
    uint8_t state[LETTERS];      /* 0 if it was not met, KNOWN, or OTHER if only Python can fold a word with it */
    uint8_t small[LETTERS];      /* 1 if it is a small letter */
} Letters;

enum { KNOWN = 1, OTHER = 2 };

/* Lines `key<tab>value`, in the order of the keys. */
typedef struct {
    const uint8_t *content;
    uint64_t size;
} Map;

typedef struct {
    double alike, misspelled, joined; /* as in translit.table.words */
    int32_t slack;                    /* in letters, as there */
    uint32_t shortest_latin, latin;   /* as in translit.names.given_names; the script */
    uint8_t given, family, content, light; /* roles */
    Map spelled, shortened, heard;    /* of given names */
    const Letters *letters;
} Rules;

enum { NO, YES, MAYBE };

/* A listed word. */
typedef struct {
    uint32_t number, script, key_count;
    int is_known, is_small, is_ascii;
    Text folded, *keys;
    double *penalties; /* of the keys */
    uint8_t *near;    /* by word of the text, 1 more than the answer */
    void *memory;     /* all of these */
} Stored;

/* What is left over of the room for texts of a call. */
typedef struct {
    uint32_t *row;
    uint8_t *bytes;
    size_t room;
} Scratch;

int scratch_for(Scratch *scratch, uint32_t longest);

/* Read a listed word. Returns 1, NO_MEMORY, or UNKNOWN_LETTER with the letter. */
int32_t open_stored(Stored *stored, const Segment *segment, uint32_t local, int32_t asked_count, const Letters *letters,
                    uint32_t *missing);

/* The phonetic key with the least penalty, of equal ones the first in the order of strings. */
Text best_key(const Stored *stored);

/* Twin of `may_be_near`; MAYBE if only Python knows. */
int is_near(const Asked *asked, const Stored *stored, const Rules *rules, Scratch *scratch);

#endif
