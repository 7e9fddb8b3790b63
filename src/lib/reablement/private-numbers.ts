import { monthNames } from './dates.ts'
import { ordinaryWords } from './ordinary-words.ts'
import type { PrivateFacts } from './private-words.ts'

/** In place of what is left out. */
export const gap = '…'

const month = monthNames
  .map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`)
  .join('|')
  .replace('Sep(?:tember)?', 'Sept?(?:ember)?')
const monthPlaces = new Map(monthNames.map((name, place) => [name.slice(0, 3).toLowerCase(), place + 1]))
/** Years somebody on the board may be born in; nothing else in a note is that long ago. */
const bornIn = '(?:19\\d\\d|200\\d)'
const ordinal = '\\d{1,2}(?:st|nd|rd|th)?'
/** After digits: they are a length of time or an hour, not a year. */
const noYear = '(?!\\d|[:.]\\d|\\s?(?:am|pm|min|hour|hr|days?|weeks?|cm|mm|m|kg|%|calls?)\\b)'

const numeric = /(?<![\d/.-])(\d{1,2})([/.\s-])(\d{1,2})\2['’]?(\d{4}|\d{2})(?![\d/-]|\.\d)/g
const backwards = /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/g
const inARow = /(?<!\d)(?:(\d{2})(\d{2})(\d{4}|\d{2}))(?!\d)/g
const inARowBackwards = /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/g
const worded = new RegExp(
  `(?<![\\p{L}\\d])(${ordinal})(?: of)?([\\s.,/-]*)(${month})[\\s.,/-]*(['’]?)(\\d{4}|\\d{2})${noYear}`,
  'giu',
)
const monthFirst = new RegExp(`\\b(${month})\\.?\\s(${ordinal}),?\\s(['’]?)(\\d{4}|\\d{2})${noYear}`, 'gi')
const monthAndYear = new RegExp(`\\b(?:${month})\\.?,?(?: of)?\\s(?:${bornIn}|['’]\\d\\d)\\b`, 'gi')
const saidBorn = new RegExp(
  `(?<!\\p{L})(d\\.?\\s?o\\.?\\s?b\\.?|date of birth|birth ?date|born(?: on| in)?|b\\.)((?:[:\\s/.,'’-]|of |in |the |is |was |${ordinal}(?!\\p{L})|\\d{3,4}|(?:${month})(?!\\p{L}))+)`,
  'giu',
)
const hourOrPressure = /(?<![\d/.])(?:(?:[01]?\d|2[0-3])[.:][0-5]\d|\d{2,3}\/\d{2,3})(?!\d|[./]\d)/g

/** Ten digits or more with up to two separators between: an NHS number, a telephone number. */
const longNumber = /[+(]{0,2}(?<!\d)\d(?:[^\S\n]?[./()_–-]?[^\S\n]?\d|[./()_–-]{2}\d|\s{2}\d){9,}(?!\d)/g
const shortNumber = /(?<!\d)\d(?:[^\S\n./()-]{0,1}[^\S\n.-]?\d){5,8}(?!\d)/g
/** Digits of a number that is being typed. */
const startedNumber = /(?<!\d)[+(]{0,2}\d(?:[\s./()_–-]{0,2}\d){5,}/g
const startedBirth = new RegExp(
  `(?<!\\d)(?:\\d{1,2}([/.\\s-])\\d{1,2}\\1(?!20[1-3])\\d{3}|${ordinal}(?: of)?[\\s.,/-]*(?:${month})[\\s.,/-]*['’]?(?:19\\d?|1[0-8]\\d|200))${noYear}`,
  'giu',
)

/** A whole postcode; its district may be shown. "L4 5th" is no postcode. */
const postcode = /\b([A-Z]{1,2}\d[A-Z\d]?)\s*\d(?!st\b|nd\b|rd\b|th\b)[A-Z]{2}\b/gi
const startedPostcode = /\b([A-Z]{1,2}\d[A-Z\d]?)\s+\d[A-Z]\b/g

/** A number and a street nobody on the board need live in; in small letters only those no other word is like. */
const anyStreet =
  /(?<![\p{L}\d])(?:(?:flat|apartment|apt) \d+\w?,? )?\d{1,4}[a-z]?,? ((?:\p{L}[\p{L}\p{M}’'.-]* ){1,4}?)(Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Way|Court|Ct|Crescent|Gardens|Gdns|Grove|Place|Terrace|Walk|Row|Hill|Square|Mews|Rise|View|Green|Park)(?![\p{L}\d])/giu
const surelyStreet = /^(?:street|road|rd|avenue|ave|lane|crescent|close|drive|gardens|grove|terrace|court)$/

/** Digits that are known to be harmless are put away meanwhile, in letters nobody types. */
const away = (text: string): string => text.replace(/\d/g, (digit) => String.fromCodePoint(0xe100 + +digit))
const back = (text: string): string =>
  text.replace(/[\ue100-\ue109]/g, (digit) => String((digit.codePointAt(0) ?? 0) - 0xe100))

/** What of free text gives somebody away by its shape, whoever it belongs to; and the numbers of people on the board. */
export class PrivateNumbers {
  /** Days of birth as "5/3/41". */
  readonly #births: ReadonlySet<string>
  /** The last six to nine digits of telephone numbers, as people say them in town: "496 0425". */
  readonly #endings: ReadonlySet<string>

  constructor(people: readonly PrivateFacts[]) {
    this.#births = new Set(
      people.map(({ birthDate }) => {
        const [year = '', month = '', day = ''] = (birthDate ?? '').split('-')
        return keyOf(day, month, year)
      }),
    )
    const digits = people.map(({ telephone }) => telephone?.replace(/\D/g, '') ?? '')
    this.#endings = new Set(
      digits.flatMap((all) => (all.length < 9 ? [] : [6, 7, 8, 9].map((length) => all.slice(-length)))),
    )
  }

  /** The text with a gap for each of them; `isTyped`: also for those that have just been begun. */
  without(text: string, isTyped: boolean): string {
    if (!/\d/.test(text)) return text
    const begun = isTyped ? text.replace(startedBirth, gap) : text
    let left = this.#withoutBirths(begun)
      .replace(hourOrPressure, away)
      .replace(longNumber, gap)
      .replace(shortNumber, (all) => (this.#endings.has(all.replace(/\D/g, '')) ? gap : all))
      .replace(postcode, '$1')
      .replace(anyStreet, withoutStreet)
    if (isTyped) left = left.replace(startedNumber, gap).replace(startedPostcode, '$1')
    return back(left)
  }

  #withoutBirths(text: string): string {
    // "8 12 17" are hours more often than a day.
    const day = (all: string, ...[day, between = '', month, year = '']: string[]) =>
      between.trim() === '' && year.length === 2 && !this.#isKnown(day, month, year)
        ? all
        : this.#judge(all, day, month, year)
    const row = (all: string, ...[day, month, year]: string[]) => {
      const known = year?.length === 4 ? isBornIn(year) : this.#isKnown(day, month, year)
      return known && isDay(day, month) ? gap : all
    }
    return text
      .replace(backwards, (all, ...[year, , month, day]: string[]) => this.#judge(all, day, month, year))
      .replace(numeric, day)
      .replace(inARow, row)
      .replace(inARowBackwards, (all, ...[year = '', month = '', day = '']: string[]) =>
        row(all, day, month, year),
      )
      .replace(worded, (all, ...[day, between = '', month, quote, year]: string[]) =>
        this.#judge(all, day, month, year, quote === '' && !/[/-]/.test(between)),
      )
      .replace(monthFirst, (all, ...[month, day, quote, year]: string[]) =>
        this.#judge(all, day, month, year, quote === ''),
      )
      .replace(monthAndYear, gap)
      .replace(saidBorn, (all, born: string, when: string) => {
        const [rest = ''] = /[\s.,:/-]*$/.exec(when) ?? []
        return /\d/.test(when) ? `${born} ${gap}${rest}` : all
      })
  }

  /** A gap for a birth, the date put away for any other; `loosely`: two digits after it may be no year at all. */
  #judge(all: string, day = '', month = '', year = '', loosely = false): string {
    const number = monthPlaces.get(month.slice(0, 3).toLowerCase()) ?? month
    const [first, second] = [String(Number.parseInt(day)), String(number)]
    if (!isDay(first, second) && !isDay(second, first)) return all
    if (this.#isKnown(first, second, year) || this.#isKnown(second, first, year)) return gap
    if (year.length === 4) return isBornIn(year) ? gap : away(all)
    // What is not about now is about a birth.
    const isLongAgo = loosely ? Number(year) >= 30 : !/^2/.test(year)
    return isLongAgo ? gap : away(all)
  }

  #isKnown(day = '', month = '', year = ''): boolean {
    return this.#births.has(keyOf(day, month, year))
  }
}

function keyOf(day: string, month: string, year: string): string {
  return `${String(Number(day))}/${String(Number(month))}/${year.slice(-2)}`
}

function isDay(day = '', month = ''): boolean {
  return Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12
}

function isBornIn(year = ''): boolean {
  return new RegExp(`^${bornIn}$`).test(year)
}

/** "5 metre walk" and "10 minutes to the close" are no addresses. */
function withoutStreet(all: string, between: string, kind: string): string {
  const words = between.trim().split(' ')
  if ([...words, kind].every((word) => /^\p{Lu}/u.test(word))) return gap
  const isSure = surelyStreet.test(kind.toLowerCase())
  return isSure && words.every((word) => !ordinaryWords.has(word.toLowerCase())) ? gap : all
}
