/* The listed names that share two words with words of a text: translit.match.candidates, translit.gazetteer.close_names. */
#include "stored.h"

#include <stdlib.h>
#include <string.h>

/* Verdicts on a form: it has not all words of the text; it has; only Python knows whether it has. */
enum { UNLIKE = 0, KEPT = 1, ASK = 2 };

/* Two neighbouring words, written as one. */
typedef struct {
    Pattern key;
    uint32_t script;
    int64_t size;
    int is_abjad;
} Joined;

/* The words of a listed name that count, with their roles. */
typedef struct {
    Stored **words;
    uint8_t *roles;
    uint32_t size, room;
} Form;

/* What forms are judged by: the words of the text, each also with the next one, and the listed words that were read. */
typedef struct {
    const Rules *rules;
    Asked *asked;
    Joined *joined;
    int32_t count;
    Stored **stored;
    uint32_t stored_count, stored_room, longest;
    Form form;
    Scratch scratch;
} Judge;

/* A word, read now if it was not; NULL with NO_MEMORY, or with UNKNOWN_LETTER and the letter. */
static Stored *word_of(Judge *judge, const Segment *segment, uint32_t local, int32_t *fault, uint32_t *missing)
{
    uint32_t number = segment->first_word + local;
    for (uint32_t i = 0; i < judge->stored_count; i++)
        if (judge->stored[i]->number == number)
            return judge->stored[i];
    *fault = NO_MEMORY;
    if (judge->stored_count == judge->stored_room) {
        uint32_t room = 2 * judge->stored_room + 64;
        Stored **more = realloc(judge->stored, room * sizeof *more);
        if (!more)
            return NULL;
        judge->stored = more, judge->stored_room = room;
    }
    Stored *stored = malloc(sizeof *stored);
    if (!stored)
        return NULL;
    *fault = open_stored(stored, segment, local, judge->count, judge->rules->letters, missing);
    uint32_t size = (uint32_t)record_of(segment, local).size;
    judge->longest = size > judge->longest ? size : judge->longest;
    if (*fault > 0 && !scratch_for(&judge->scratch, judge->longest))
        *fault = NO_MEMORY;
    if (*fault < 0) {
        free(stored->memory);
        free(stored);
        return NULL;
    }
    judge->stored[judge->stored_count++] = stored;
    return stored;
}

/* Twin of `may_be_joined`; 1 also if only Python knows. */
static int may_be_joined(const Judge *judge, const Joined *two, uint32_t script, Text whole, const Text *keys, uint32_t count)
{
    int64_t longer = two->size - (int64_t)whole.size;
    if (two->script == script && (longer > judge->rules->slack || longer < -judge->rules->slack))
        return 0;
    if (two->is_abjad)
        return 1;
    for (uint32_t k = 0; k < count; k++)
        if (normalized_edits(&two->key, keys[k].text, keys[k].size, judge->scratch.row) <= judge->rules->joined)
            return 1;
    return 0;
}

static int may_be_stored(const Judge *judge, const Joined *two, const Stored *whole)
{
    return !whole->is_known ||
           may_be_joined(judge, two, whole->script, whole->folded, whole->keys, whole->key_count);
}

/* Whether a word of the text may be two words of a listed name; 1 also if there is no memory to tell. */
static int may_be_two(const Judge *judge, const Asked *whole, const Stored *first, const Stored *second)
{
    Text keys[] = {best_key(first), best_key(second)};
    uint32_t *letters = malloc((keys[0].size + keys[1].size + 1) * sizeof *letters), size = 0;
    Joined two = {.script = first->script, .size = (int64_t)first->folded.size + second->folded.size};
    if (!letters || !first->is_known || !second->is_known) {
        free(letters);
        return 1;
    }
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < keys[k].size; i++)
            letters[size++] = keys[k].text[i];
    prepare(&two.key, letters, size);
    int found = may_be_joined(judge, &two, whole->script, whole->folded, whole->lists[KEYS], whole->counts[KEYS]);
    free(letters);
    return found;
}

/* Whether a word of the text is near one of a form. */
static int has_near(Judge *judge, int32_t w)
{
    int any = NO;
    for (uint32_t i = 0; i < judge->form.size && any != YES; i++) {
        Stored *other = judge->form.words[i];
        if (!other->near[w])
            other->near[w] = (uint8_t)(1 + is_near(&judge->asked[w], other, judge->rules, &judge->scratch));
        any = other->near[w] - 1 == NO ? any : other->near[w] - 1;
    }
    return any;
}

static int is_beginning(Text a, Text b)
{
    uint32_t size = a.size < b.size ? a.size : b.size;
    return !memcmp(a.text, b.text, size * sizeof *a.text);
}

/* Twin of `_may_be_in_thing`. */
static int may_be_in_thing(Judge *judge, int32_t w)
{
    const Asked *asked = &judge->asked[w];
    const Form *form = &judge->form;
    const Stored *last = NULL;
    int near = asked->flags & ANOTHER_WORD ? YES : has_near(judge, w);
    for (uint32_t i = 0; i < form->size && near == NO; i++)
        near = form->words[i]->key_count ? NO : YES; /* an acronym */
    for (uint32_t i = 0; i < form->size && near == NO; i++) {
        Stored *other = form->words[i];
        if (form->roles[i] != judge->rules->content) {
            near = !other->is_known ? MAYBE : is_beginning(asked->folded, other->folded) ? YES : NO;
            continue;
        }
        int is_joined = last && may_be_two(judge, asked, last, other);
        for (int32_t j = w ? w - 1 : 0; j <= w && j + 1 < judge->count; j++)
            is_joined |= may_be_stored(judge, &judge->joined[j], other);
        near = is_joined ? MAYBE : NO;
        last = other;
    }
    return near;
}

/* Twin of `_may_have_words`. */
static int has_words(Judge *judge, int is_person)
{
    int all = YES;
    if (is_person && (uint32_t)judge->count > judge->form.size)
        return YES;
    for (int32_t w = 0; w < judge->count; w++) {
        int found = is_person ? has_near(judge, w) : may_be_in_thing(judge, w);
        if (found == NO)
            return NO;
        if (found == MAYBE)
            all = MAYBE;
    }
    return all;
}

/* The verdict on a form; negative as `word_of` is. */
static int32_t judge_form(Judge *judge, const Segment *segment, uint32_t number, uint32_t *missing)
{
    const Rules *rules = judge->rules;
    Slice row = words_of(segment, number);
    const uint8_t *roles = segment->form_roles + (row.first - segment->form_words);
    Form *form = &judge->form;
    int is_person = 1;
    if (row.size > form->room) {
        Stored **words = realloc(form->words, row.size * sizeof *words);
        form->words = words ? words : form->words;
        uint8_t *found = realloc(form->roles, row.size);
        form->roles = found ? found : form->roles;
        if (!words || !found)
            return NO_MEMORY;
        form->room = row.size;
    }
    for (uint32_t k = 0; k < row.size; k++)
        is_person &= roles[k] != rules->content;
    form->size = 0;
    for (uint32_t k = 0; k < row.size; k++) {
        int32_t fault = 0;
        int is_name = roles[k] == rules->given || roles[k] == rules->family;
        if (row.first[k] >= segment->word_count)
            continue;
        Stored *stored = word_of(judge, segment, row.first[k], &fault, missing);
        if (!stored)
            return fault;
        if (is_person ? is_name : is_name || roles[k] == rules->content || roles[k] == rules->light) {
            form->roles[form->size] = roles[k];
            form->words[form->size++] = stored;
        }
    }
    int found = has_words(judge, is_person);
    return found == NO ? UNLIKE : found == YES ? KEPT : ASK;
}

/* Prepare every two neighbouring words; their keys go to `keys`. */
static void join_words(Judge *judge, uint32_t *keys)
{
    for (int32_t i = 0; i + 1 < judge->count; i++) {
        const Asked *first = &judge->asked[i], *second = &judge->asked[i + 1];
        Joined *joined = &judge->joined[i];
        memcpy(keys, first->key.text, first->key.size * sizeof *keys);
        memcpy(keys + first->key.size, second->key.text, second->key.size * sizeof *keys);
        prepare(&joined->key, keys, first->key.size + second->key.size);
        keys += first->key.size + second->key.size;
        joined->script = first->script;
        joined->size = (int64_t)first->folded.size + second->folded.size;
        joined->is_abjad = (first->flags | second->flags) & ABJAD;
    }
}

/* Twin of `_sharing_pairs`, then of `_may_have_words` if there are verdicts to give: the forms that share most pairs of
 * skeletons with some words, but those that surely have not all of them. Returns how many forms, or UNKNOWN_LETTER and the
 * letter. */
API int32_t translit_close(const Segment *segments, int32_t segment_count, const uint32_t *const *asked, int32_t asked_count,
                           const uint32_t *cut_sizes, const Rules *rules, int32_t most, uint32_t *out_forms,
                           uint8_t *out_verdicts, uint32_t *out_missing)
{
    Judge judge = {.rules = rules, .count = asked_count};
    uint32_t *keys = NULL, longest = 0;
    int32_t found = NO_MEMORY, size = 0;
    Best best = {0};
    judge.asked = calloc((size_t)asked_count + 1, sizeof *judge.asked);
    judge.joined = calloc((size_t)asked_count + 1, sizeof *judge.joined);
    if (!judge.asked || !judge.joined || !best_open(&best, most))
        goto end;
    for (int32_t i = 0; i < asked_count; i++)
        if (!open_asked(&judge.asked[i], asked[i], &longest))
            goto end;
    judge.longest = 2 * longest;
    keys = malloc((2 * (size_t)longest * ((size_t)asked_count + 1) + 1) * sizeof *keys);
    if (!keys || !scratch_for(&judge.scratch, judge.longest))
        goto end;
    if (!share_pairs(segments, segment_count, judge.asked, asked_count, cut_sizes, keys, &best))
        goto end;
    join_words(&judge, keys);
    for (int32_t i = 0; i < best.size; i++) {
        uint32_t local;
        const Segment *segment = segment_of_form(segments, segment_count, best.numbers[i], &local);
        int32_t verdict = segment && out_verdicts ? judge_form(&judge, segment, local, out_missing) : KEPT;
        if (verdict < 0) {
            found = verdict;
            goto end;
        }
        if (verdict == UNLIKE)
            continue;
        if (out_verdicts)
            out_verdicts[size] = (uint8_t)verdict;
        out_forms[size++] = best.numbers[i];
    }
    found = size;
end:
    for (uint32_t i = 0; i < judge.stored_count; i++) {
        free(judge.stored[i]->memory);
        free(judge.stored[i]);
    }
    free(judge.stored);
    free(judge.form.words);
    free(judge.form.roles);
    free(judge.scratch.row);
    free(judge.scratch.bytes);
    free(keys);
    free(judge.joined);
    best_close(&best);
    close_asked(judge.asked, asked_count);
    return found;
}
