import { isShortened, mistakes, skeleton } from '#lib/reablement/typos.ts'

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

/** The known words a typed one may stand for, each with how well it fits: 1 is the word itself. */
export type Meant = ReadonlyMap<string, number>

/** What a typed word may mean: itself, a word it begins (the `last` is perhaps still being typed), or one it is near to. */
export function meantBy(terms: readonly string[], known: ReadonlySet<string>, last: boolean): Meant {
  const meant = new Map<string, number>()
  for (const term of terms) {
    const word = stem(term)
    for (const one of known) {
      const begun = word.length > 1 && one !== word && one.startsWith(word)
      const fit = begun ? (last ? 0.9 : 0.6) : fitOf(term, word, one, known.has(word))
      if (fit > 0) meant.set(one, Math.max(fit, meant.get(one) ?? 0))
    }
  }
  return meant
}

function fitOf(term: string, word: string, known: string, isKnown: boolean): number {
  if (known === word) return 1
  if (isKnown || /\d/.test(term)) return 0
  if (isShortened(word, known) || isShortened(term, known)) return 0.8
  // Only the vowels are wrong: 'rales'.
  const alike = skeleton(word) === skeleton(known) && word[0] === known[0] && word.length > 3
  if (alike && Math.abs(word.length - known.length) < 2) return 0.75
  const most = term.length < 4 ? 0 : term.length < 6 ? 1 : 2
  const found = Math.min(mistakes(word, known, most), term === word ? 9 : mistakes(term, `${known}s`, most))
  // The first letter is seldom wrong: 'damp' is no ramp.
  const begins = term[0] === known[0] || (term[0] === known[1] && term[1] === known[0])
  const allowed = begins && known.length > 2 ? most : term.length > 5 ? 1 : 0
  return most > 0 && found > 0 && found <= allowed ? 0.9 - found * 0.1 : 0
}

/** A typed word: its terms, whether it says nothing, and whether it counts when a match is judged. */
export interface TypedWord {
  text: string
  terms: string[]
  filler: boolean
  counts: boolean
}

/** Short forms that are in no catalogue's aliases, as referrals are written in notes. */
const shortForms: Record<string, string> = {
  ...{ swv: 'safe and well visit', sw: 'social work', ax: 'assessment', assess: 'assessment' },
  ...{ rv: 'review', 'r/v': 'review', 'w/c': 'wheelchair', wc: 'toilet', zf: 'zimmer frame' },
  ...{ gr: 'grab rail', 'm&h': 'moving and handling', meds: 'medication', pt: 'physio' },
}

/** The line with its short forms written out. */
export function writtenOut(words: string): string {
  return words.replace(/\S+/g, (word) =>
    Object.hasOwn(shortForms, word.toLowerCase()) ? (shortForms[word.toLowerCase()] ?? word) : word,
  )
}

/** The short forms among the words: what they are read as is said. */
export function shortened(words: string): string[] {
  return words.split(/\s+/).filter((word) => Object.hasOwn(shortForms, word.toLowerCase()))
}

export function contentOf(words: string): TypedWord[] {
  return writtenOut(words)
    .split(/\s+/)
    .filter((text) => text !== '')
    .map((text) => {
      const all = termsOf(text)
      const terms = all.filter((term) => !fillers.has(term))
      const small = terms.every((term) => aboutIt.test(term) || unit.test(term) || measured.test(term))
      return { text, terms, filler: terms.length === 0, counts: !small }
    })
}
