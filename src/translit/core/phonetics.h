/* The tables of phonetics.bin and what reads words by them: translit.table.phonetics.
 *
 * tools/build_data/core_tables.py lays them out; they ship with the package and are not checked. Letters have numbers: of
 * those below NAMED, tables are made, others are Latin letters with diacritics that no orthography names. 0 is none.
 */
#ifndef TRANSLIT_PHONETICS_H
#define TRANSLIT_PHONETICS_H

#include "core.h"

#define LONGEST 40 /* letters of a word; longer ones are left to Python */
#define CODES 0x2020
#define NAMED 256
#define ROOM 400          /* phonemes of a word in one reading, of letters with up to eight each, and edges */
#define MOST_READINGS 64
#define MEMORY 8192       /* phonemes of the syllables of a word in all readings */
#define EDGE_PHONEME 1    /* hides the edge of a syllable from the rules */
#define NO_PATTERN 255
#define NOT_READ (-2) /* a word that Python must read */
#define TOO_LONG ROOM

enum { FOUND, LOST, START };
enum { LATIN_WORD = 1, VOWEL = 2, LETTER = 4, IS_LATIN = 8, INSIDE = 16 };
enum { ANYWHERE, AT, NOT_AT, AT_EDGE };
enum { DOUBLED = 1 };

/* The records of phonetics.bin, in the order of tools/build_data/core_tables.py. */
typedef struct {
    double penalty;
    uint8_t cue, form, has_silent_letters, unused[5];
} Orthography;

typedef struct {
    double penalty;
    uint16_t first_trigger, triggers, unused[2];
} RowSet;

typedef struct {
    uint64_t languages, cued;
    uint8_t flags, native, fold_size, plain_size, fold[4], plain[8];
} Letter;

typedef struct {
    uint64_t low, high;
} Phonemes;

typedef struct {
    Phonemes before_set, after_set, parts[4];
    uint8_t least[4], most[4], kind, before, after, part_count, size, text[11];
} Rewriting;

typedef struct {
    uint64_t bits[4];
} Context;

typedef struct {
    uint8_t size, before, after, phoneme_count, letters[8], next[2], phonemes[8];
} Unit;

typedef struct {
    uint8_t size, before, after, phoneme_count, letters[8], phonemes[8];
} Row;

typedef struct {
    uint8_t guess, is_read, never, first_set, sets, unused[3];
} Language;

typedef struct {
    uint8_t size, letters[7];
} Trigger;

typedef struct {
    uint8_t size, letters[3];
} Lookahead;

typedef struct {
    uint16_t start, end;
} Range;

typedef struct {
    uint32_t columns, ends, next, width;
} Automaton;

typedef struct {
    uint32_t orthography_count, set_count, rewriting_count, language_count, lookahead_count, edge, vowel;
    uint32_t orthographies, row_sets, letters, needs, rewritings, contexts, codes, unit_ranges, units, row_ranges, rows, languages,
        triggers, lookaheads, patterns, automata;
} Head;

typedef struct {
    const Head *head;
    const Orthography *orthographies;
    const RowSet *row_sets;
    const Letter *letters;
    const Phonemes *needs;
    const Rewriting *rewritings;
    const Context *contexts;
    const uint16_t *codes;
    const Range *unit_ranges, *row_ranges;
    const Unit *units;
    const Row *rows;
    const Language *languages;
    const Trigger *triggers;
    const Lookahead *lookaheads;
    const Automaton *patterns;
    const uint8_t *automata;
} Tables;

/* A syllable of a word: where it begins and ends, and what of the next one orthographies depend on. */
typedef struct {
    uint32_t start, end, after_size;
    uint16_t after[2];
    int first;
} Syllable;

/* The keys of a word, in the order in which they are found, each with its least penalty, and a line end after each. */
typedef struct {
    uint8_t *letters;
    double *penalties;
    uint32_t size, room, count, starts[MOST_READINGS + 1];
} Keys;

/* Adds a key, or lowers the penalty of one that is there; returns 0 if there is no room. */
int add_key(Keys *keys, const uint8_t *key, uint32_t size, double penalty);
/* Twin of `read_keys`; returns 0 if Python must read the word. If `heard` is not NULL, adds what `phonemes` gives to it, too. */
int read_keys(const uint8_t *content, const uint32_t *codes, int32_t size, int32_t named, Keys *keys, Keys *heard);

API void translit_skeletons(const uint8_t *keys, int32_t size, const uint8_t *coarse, const uint8_t *bare, uint8_t *out);

Tables phonetic_tables(const uint8_t *content);

/* Twin of `pattern.search`: whether a pattern is found in letters. */
int is_found(const Tables *tables, uint8_t number, const uint16_t *letters, uint32_t size);
/* Twin of `_syllables`; returns how many there are. */
uint32_t divide(const Tables *tables, const uint16_t *word, uint32_t size, Syllable *out);
/* Twin of `_cues`. */
uint64_t cues_of(const Tables *tables, const uint16_t *word, const Syllable *syllable);
/* Twin of `read_units`: the phonemes of a syllable in orthography `r`; returns their number. */
uint32_t read_syllable(const Tables *tables, uint32_t r, const uint16_t *word, const Syllable *syllable, uint8_t *out);
/* Whether a word has letters that rows are made for. */
int is_triggered(const Tables *tables, const RowSet *set, const uint16_t *word, uint32_t size);
/* Twin of `read_phonemes`; returns the number of phonemes, or -1 if there is a letter that only Python can romanize. */
int32_t read_rows(const Tables *tables, uint32_t set, const uint16_t *word, uint32_t size, uint8_t *out);
/* Twin of `apply_rules`: rewrites phonemes where they are and returns their new size, or TOO_LONG. */
uint32_t by_rules(const Tables *tables, uint8_t *text, uint32_t size);
/* Twin of `_DOUBLE.sub`. */
uint32_t without_doubles(uint8_t *text, uint32_t size);

#endif
