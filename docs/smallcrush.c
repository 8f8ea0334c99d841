/* TestU01's SmallCrush on words of 32 bits, lowest byte first, from standard input. With Debian's
   libtestu01-0-dev (in non-free):

   cc docs/smallcrush.c -o smallcrush -ltestu01 -ltestu01probdist -ltestu01mylib -lm
   java -jar verification/target/verification.jar words --generator short-streams | ./smallcrush */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <testu01/bbattery.h>
#include <testu01/swrite.h>
#include <testu01/unif01.h>

static unsigned int next(void) {
  uint32_t word;
  if (fread(&word, sizeof word, 1, stdin) != 1) {
    fputs("the words have ended\n", stderr);
    exit(1);
  }
  return word;
}

int main(void) {
  unif01_Gen *words = unif01_CreateExternGenBits("words from standard input", next);
  swrite_Host = FALSE;
  bbattery_SmallCrush(words);
  unif01_DeleteExternGenBits(words);
  return 0;
}
