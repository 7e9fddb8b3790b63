/** Small words that say nothing about what is wanted. 'no' and 'without' do: a stool without arms is another stool. */
export const fillers = new Set(
  (
    'a an the some of for to and with in on at by or is be it as from please order request get give need needs needed ' +
    'want wants refer referral referred him her his their she he they them also'
  ).split(' '),
)

/** What is done with an item rather than which: kept in the words, but not held against a match. */
const aboutIt =
  /^(?:fit|fitted|fitting|install|installed|show|shown|demonstrate|deliver|collect|take|arrange|book|check|urgent|same|new|left|right|hand|side|inside|outside|height|width|high|wide|long|short)$/

const unit = /^(?:mm|cm|m|in|inch|inches|ft|foot|kg|st|stone|lb)$/
const measured = /^\d+(?:[.,]\d+)?[a-z"]*$/

/** The comparable parts of a text, in lower case: 'In-bath' is 'in' and 'bath'. */
export function termsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[’'`\p{M}]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((term) => term !== '')
}

/** 'rails' and 'rail' are one; 'glass' stays. */
export function stem(term: string): string {
  return term.length > 3 && /[^su]s$/.test(term) ? term.slice(0, -1) : term
}

/**
 * A term whose two neighbouring letters were swapped ('rial'), when that makes a known word of it. Search by distance
 * counts a swap as two mistakes and would not forgive it in a short word.
 */
export function mended(term: string, known: ReadonlySet<string>): string {
  if (term.length < 4 || known.has(stem(term))) return term
  for (let at = 0; at < term.length - 1; at++) {
    const swapped = term.slice(0, at) + term.charAt(at + 1) + term.charAt(at) + term.slice(at + 2)
    if (known.has(stem(swapped))) return swapped
  }
  return term
}

/** A typed word: its terms, whether it says nothing, and whether it counts when a match is judged. */
export interface TypedWord {
  text: string
  terms: string[]
  filler: boolean
  counts: boolean
}

export function contentOf(words: string): TypedWord[] {
  return words
    .split(/\s+/)
    .filter((text) => text !== '')
    .map((text) => {
      const all = termsOf(text)
      const terms = all.filter((term) => !fillers.has(term))
      const small = terms.every((term) => aboutIt.test(term) || unit.test(term) || measured.test(term))
      return { text, terms, filler: terms.length === 0, counts: !small }
    })
}
