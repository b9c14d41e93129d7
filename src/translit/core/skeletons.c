/* The consonant skeletons of phonetic keys: translit.table.blocking. */
#include "phonetics.h"

/* Twin of `skeleton`, of keys of ASCII with a line end after each. `coarse` and `bare` say what a phoneme becomes, 0 if it is
 * left out; of the vowels that `bare` leaves out the first of a key stays. Writes as many skeletons, in at most as much room,
 * with 0 in place of the last line end. */
API void translit_skeletons(const uint8_t *keys, int32_t size, const uint8_t *coarse, const uint8_t *bare, uint8_t *out)
{
    const uint8_t *begin = out;
    uint8_t last = 0, last_coarse = 0;
    for (int32_t i = 0; i < size; i++) {
        uint8_t phoneme = keys[i];
        if (phoneme == '\n') {
            *out++ = i + 1 < size ? '\n' : 0;
            begin = out;
            last = last_coarse = 0;
            continue;
        }
        if (phoneme == 't' && keys[i + 1] == 's') {
            phoneme = 'c';
            i++;
        } else if (phoneme == 'd' && keys[i + 1] == 'z') {
            phoneme = 'z';
            i++;
        }
        phoneme = coarse[phoneme];
        if (!phoneme || phoneme == last_coarse)
            continue;
        last_coarse = phoneme;
        if (bare[phoneme] || out > begin)
            phoneme = bare[phoneme];
        if (!phoneme || phoneme == last)
            continue;
        last = phoneme;
        *out++ = phoneme;
    }
}
