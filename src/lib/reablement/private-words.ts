import { monthNames } from './dates.ts'

/** What of a person must never be read across a room. */
export interface PrivateFacts {
  surname: string
  nextOfKin: string | null
  address: string | null
  telephone: string | null
}

/** In place of what is left out. */
const gap = '…'

/** A sentence with one of these is left out whole. [seed: never on the shared screen] */
const closedMatters = [
  /safe[\s-]?g(?:ua|au|u)/i,
  /ReSPECT|RESPECT|\brespect[\s-](?:form|plan|document|process)/,
  /\b(?:DNA[\s.-]?C?P?R|DNR|D\.N\.A\.|DNAR|CPR|resus)/i,
  /\bresusc/i,
  /\ballow(?:ed|ing)? (?:a )?natural death/i,
  /\b(?:MARAC|MAPPA|section 42|s\.? ?42 (?:enquiry|inquiry))\b/i,
  /\bdomestic (?:abuse|violence|incident|situation|matter|dispute|detail)/i,
  /\b(?:abus(?:e|ed|er|ive|ing)|assault(?:ed|s)?|coerci(?:on|ve))\b/i,
]

const month = monthNames.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')
/** Years somebody on the board may be born in; nothing else in a note is that long ago. */
const bornIn = '(?:19\\d\\d|200\\d)'
const ordinal = '\\d{1,2}(?:st|nd|rd|th)?'
const street =
  '(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Way|Court|Ct|Crescent|Gardens|Gdns|Grove|Place|Terrace|Walk|Row|Hill|Square|Mews|Rise|View|Green|Park)'

/** Shapes that give somebody away whoever it is, and what is left of them. */
const shapes: readonly [shape: RegExp, left: string][] = [
  // An NHS number: ten digits, 3-3-4 or in a row.
  [/(?<!\d)\d{3}[\s.-]?\d{3}[\s.-]?\d{4}(?!\d)/g, gap],
  // A telephone number of the United Kingdom, however it is grouped.
  [/(?<![\d£])(?:\+44|0044|\(?0)(?:[\s().-]{0,2}\d){9,10}(?!\d)/g, gap],
  // A whole postcode; its district may be shown. "L4 5th" is no postcode.
  [/\b([A-Z]{1,2}\d[A-Z\d]?)\s*\d(?!st\b|nd\b|rd\b|th\b)[A-Z]{2}\b/gi, '$1'],
  [new RegExp(`(?<![\\d/.-])\\d{1,2}([/.-])\\d{1,2}\\1${bornIn}(?!\\d)`, 'g'), gap],
  [new RegExp(`(?<!\\d)${bornIn}([/.-])\\d{1,2}\\1\\d{1,2}(?!\\d)`, 'g'), gap],
  [new RegExp(`\\b${ordinal}(?: of)?[\\s-](?:${month})[,\\s-]+${bornIn}\\b`, 'gi'), gap],
  [new RegExp(`\\b(?:${month})\\s${ordinal},?\\s${bornIn}\\b`, 'gi'), gap],
  // Two digits for the year: what is not about now is about a birth.
  [/(?<![\d/.-])\d{1,2}([/.-])\d{1,2}\1(?:[3-9]\d|0\d|1\d)(?![\d/.-])/g, gap],
  [/\b(d\.?o\.?b\.?|date of birth|born(?: on| in)?)[:\s]+\d[\d/.\s-]*/gi, `$1 ${gap}`],
  [
    new RegExp(
      `\\b(?:(?:Flat|Apartment|Apt) \\d+\\w?,? )?\\d{1,4}[A-Za-z]?,? (?:(?:[A-Z][\\p{L}’'.-]*) ){1,4}${street}\\b`,
      'gu',
    ),
    gap,
  ],
]

/** Digits of a number that is being typed. */
const startedNumber = /(?:\d[\s().-]?){6,}$/

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
/** "O'Dowd" and "O’Dowd", "Orton-Lane" and "Orton Lane" are one name. */
const loose = (name: string): string =>
  escaped(name.trim())
    .replace(/['’]/g, "['’]?")
    .replace(/\\-|\s+/g, '[\\s-]')
const lettersAround = (inner: string): string => `(?<![\\p{L}\\p{M}])(?:${inner})(?![\\p{L}\\p{M}])`
const longestFirst = (words: Iterable<string>): string[] =>
  [...new Set(words)].filter((word) => word !== '').sort((a, b) => b.length - a.length)
const oneOf = (words: readonly string[], flags: string, title = ''): RegExp | null =>
  words.length ? new RegExp(title + lettersAround(words.map(loose).join('|')), flags) : null

/**
 * What free text may say on a shared screen. It rather leaves out too much: a room needs no surname to help somebody.
 * Names are known from the people on the board; numbers, dates of birth, addresses and closed matters (safeguarding,
 * resuscitation, domestic detail) by their shape, whoever they belong to. [law: data protection; seed: look.md]
 */
export class PrivateWords {
  readonly #surnames: RegExp | null
  readonly #titled: RegExp | null
  readonly #stored: RegExp | null
  readonly #names: readonly string[]

  constructor(people: readonly PrivateFacts[]) {
    this.#names = longestFirst(
      people.flatMap(({ surname, nextOfKin }) => [surname.trim(), kinSurname(nextOfKin)]),
    )
    // As written, or in capitals: "grant" and "lad" are ordinary words until somebody is a Mr before them.
    this.#surnames = oneOf([...this.#names, ...this.#names.map((name) => name.toUpperCase())], 'gu')
    this.#titled = oneOf(this.#names, 'giu', '(?<=\\b(?:mrs?|ms|miss|mx|dr)\\.? )')
    const stored = people.flatMap(({ address, telephone }) => [houseOf(address), localNumber(telephone)])
    const known = longestFirst(stored)
    this.#stored = known.length ? new RegExp(`(?<!\\d)(?:${known.join('|')})(?![\\d\\p{L}])`, 'giu') : null
  }

  /** The text without what is private: surnames become initials, numbers and addresses a gap, closed matters nothing. */
  without(text: string): string {
    const kept = sentences(text).filter((one) => !closedMatters.some((matter) => matter.test(one)))
    let left = kept.join('')
    for (const [shape, instead] of shapes) left = left.replace(shape, instead)
    if (this.#stored) left = left.replace(this.#stored, gap)
    if (this.#titled) left = left.replace(this.#titled, initial)
    if (this.#surnames) left = left.replace(this.#surnames, initial)
    return left
  }

  /** The same for a note while somebody types it: a surname or a number just begun at its end is not shown either. */
  whileTyped(text: string): string {
    const left = this.without(text).replace(startedNumber, gap)
    return left.replace(/(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}’'-]{2,}$/u, (word) =>
      this.#names.some((name) => name.startsWith(word)) ? initial(word) : word,
    )
  }
}

function initial(name: string): string {
  return name.charAt(0).toUpperCase()
}

/** "Pushpa Mistry" → "Mistry". One word alone may be a first name. */
function kinSurname(nextOfKin: string | null): string {
  const words = nextOfKin?.trim().split(/\s+/) ?? []
  return words.length > 1 ? (words.at(-1) ?? '') : ''
}

/** "73 St Audrey Court, Leicester" → its number and street, as a pattern. */
function houseOf(address: string | null): string {
  const first = address?.split(',').find((part) => /\d/.test(part)) ?? ''
  return first.trim() === '' ? '' : escaped(first.trim()).replace(/\s+/g, '[\\s,]+')
}

/** The last seven digits, as people say a number in town: "496 0425". */
function localNumber(telephone: string | null): string {
  const digits = telephone?.replace(/\D/g, '') ?? ''
  return digits.length < 9 ? '' : [...digits.slice(-7)].join('[\\s.-]?')
}

/** In pieces that together are the text again; "Dr. Shah" and "4.5" end no sentence. */
function sentences(text: string): string[] {
  return (
    text.match(/[^.!?\n;]*(?:(?:\.(?=\S)|(?<=\b(?:Mrs?|Ms|Dr|St))\.)[^.!?\n;]*)*(?:[.!?\n;]+\s*|$)/g) ?? []
  )
}
