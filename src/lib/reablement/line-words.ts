import { addDays, daysBetween, isLocalDate, monthNames, weekday } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { isShortened, mistakes } from './typos.ts'

/** A word of the composer's line: as typed, as compared, and where it stands (`to` is behind its last letter). */
export interface Word {
  text: string
  low: string
  from: number
  to: number
}

/** A room as it is shown, and what people type for it, in lower case. */
export interface Room {
  name: string
  words: readonly string[]
}

/** The rooms a new service starts with. "bed" is missing on purpose: a hospital bed is an item. [choice] */
export const startingRooms: readonly Room[] = [
  { name: 'Bathroom', words: ['bathroom', 'bath', 'wet room', 'wetroom', 'shower room'] },
  { name: 'Shower', words: ['shower'] },
  {
    name: 'Toilet',
    words: ['toilet', 'loo', 'wc', 'downstairs toilet', 'downstairs loo', 'upstairs toilet'],
  },
  { name: 'Bedroom', words: ['bedroom', 'bedside'] },
  { name: 'Kitchen', words: ['kitchen'] },
  { name: 'Living room', words: ['living room', 'lounge', 'sitting room', 'front room', 'livingroom'] },
  { name: 'Dining room', words: ['dining room'] },
  { name: 'Hall', words: ['hall', 'hallway'] },
  { name: 'Landing', words: ['landing'] },
  {
    name: 'Stairs',
    words: ['stairs', 'staircase', 'top of stairs', 'bottom of stairs', 'top of the stairs'],
  },
  { name: 'Front door', words: ['front door'] },
  { name: 'Back door', words: ['back door'] },
  { name: 'Front step', words: ['front step', 'front steps'] },
  { name: 'Back step', words: ['back step', 'back steps'] },
  { name: 'Porch', words: ['porch'] },
  { name: 'Garden', words: ['garden'] },
]

const dayNames: Record<string, number> = {
  mon: 1,
  monday: 1,
  tue: 2,
  tues: 2,
  tuesday: 2,
  wed: 3,
  weds: 3,
  wednesday: 3,
  thu: 4,
  thur: 4,
  thurs: 4,
  thursday: 4,
  fri: 5,
  friday: 5,
  sat: 6,
  saturday: 6,
  sun: 7,
  sunday: 7,
}

const longDays = Object.keys(dayNames).filter((name) => name.endsWith('day'))

/** The one long name a word is a mistyping of: 'wedneday'. null when it is none, a plural, or could be two of them. */
function mistyped(low: string, names: readonly string[]): string | null {
  if (low.length < 5 || names.some((name) => low === name || low === `${name}s`)) return null
  const near = names.filter((name) => low[0] === name[0] && mistakes(low, name, 1) === 1)
  return near.length === 1 ? (near[0] ?? null) : null
}

/** 1 Monday … 7 Sunday for a weekday's name, short, long or mistyped by a letter; undefined for any other word. */
function dayNumber(low: string | undefined): number | undefined {
  if (low === undefined) return undefined
  return dayNames[low] ?? dayNames[mistyped(low, longDays) ?? '']
}

const roomWord = /^(?:bathroom|bedroom|kitchen|toilet|shower|lounge|hallway|landing|stairs|staircase|garden)$/

/** A room's name mistyped by a letter or written without vowels ('bathrom', 'bthrm') as it should be, else as it is. */
export function asRoomWord(low: string): string {
  if (low.length < 4 || roomWord.test(low)) return low
  const singles = startingRooms.flatMap(({ words }) => words.filter((word) => roomWord.test(word)))
  const near = singles.filter(
    (word) =>
      (low.length > 5 && low !== `${word}s` && low[0] === word[0] && mistakes(low, word, 1) === 1) ||
      isShortened(low, word),
  )
  return near.length === 1 ? (near[0] ?? low) : low
}

const numbers = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** '2' and 'two' are 2; anything else is null. */
export function wholeNumber(low: string): number | null {
  if (/^\d{1,3}$/.test(low)) return Number(low)
  const place = numbers.indexOf(low)
  return place < 0 ? null : place + 1
}

/** Words with their places; a comma or full stop behind a word is no part of it. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\S+/g)].flatMap((match) => {
    const word = match[0].replace(/[,;.!?]+$/, '')
    const from = match.index
    return word ? [{ text: word, low: word.toLowerCase(), from, to: from + word.length }] : []
  })
}

/** A day read from words: how many words it took, and which day. */
export interface DayRead {
  count: number
  due: LocalDate
}

function monthOf(low: string | undefined): number {
  if (!low || low.length < 3) return 0
  return (
    monthNames.findIndex(
      (name) => name.toLowerCase().startsWith(low) || low === `${name.slice(0, 3).toLowerCase()}t`,
    ) + 1
  )
}

/** A day without a year that passed at most so many days ago is meant as that day, not as next year's. [choice] */
const justPassed = 90

/** That day this year, or next year when it has long passed. null when there is no such day. */
function comingDay(day: number, month: number, year: number | null, today: LocalDate): LocalDate | null {
  const pad = (number: number) => String(number).padStart(2, '0')
  const thisYear = Number(today.slice(0, 4))
  const of = (inYear: number) => `${String(inYear)}-${pad(month)}-${pad(day)}`
  const full = year !== null && year < 100 ? 2000 + year : year
  if (full !== null) return isLocalDate(of(full)) ? of(full) : null
  const justGone = addDays(today, -justPassed)
  return (
    [of(thisYear - 1), of(thisYear), of(thisYear + 1)].find(
      (date) => isLocalDate(date) && date >= justGone,
    ) ?? null
  )
}

function inFigures(low: string, today: LocalDate, announced: boolean): LocalDate | null {
  if (isLocalDate(low)) return low
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|\d{4}))?$/.exec(low) ?? []
  if (!day || !month) return null
  const fraction = !year && !announced && /^(?:1\/2|1\/3|2\/3|1\/4|3\/4)$/.test(low)
  return fraction ? null : comingDay(Number(day), Number(month), year ? Number(year) : null, today)
}

function withMonth(lows: readonly string[], today: LocalDate): DayRead | null {
  const [first = '', second = '', third = ''] = lows
  const dayText = /^(\d{1,2})(?:st|nd|rd|th)?$/
  const joined = /^(\d{1,2})([a-z]{3,9})$/.exec(first)
  if (joined && monthOf(joined[2])) {
    const due = comingDay(Number(joined[1]), monthOf(joined[2]), null, today)
    return due ? { count: 1, due } : null
  }
  const [day, month] = monthOf(second)
    ? [dayText.exec(first), monthOf(second)]
    : [dayText.exec(second), monthOf(first)]
  if (!day || !month) return null
  const year = /^20\d\d$/.test(third) ? Number(third) : null
  const due = comingDay(Number(day[1]), month, year, today)
  return due ? { count: year === null ? 2 : 3, due } : null
}

function byWeekday(low: string | undefined, today: LocalDate): LocalDate | null {
  const wanted = dayNumber(low)
  return wanted ? addDays(today, ((wanted - weekday(today) + 6) % 7) + 1) : null
}

function relative(lows: readonly string[], today: LocalDate): DayRead | null {
  const [first = '', second = '', third = ''] = lows
  if (first === 'today' || first === 'tonight') return { count: 1, due: today }
  if (/^(?:tomorrow|tmrw|tmr|tomoz|2moro|tommorow)$/.test(first) || mistyped(first, ['tomorrow']))
    return { count: 1, due: addDays(today, 1) }
  const monday = addDays(today, 8 - weekday(today))
  if (first === 'next' && second === 'week') return { count: 2, due: monday }
  const wanted = dayNumber(second)
  if (first === 'next' && wanted) return { count: 2, due: addDays(monday, wanted - 1) }
  const many = first === 'in' ? (second === 'a' ? 1 : wholeNumber(second)) : null
  const long = /^days?$/.test(third) ? 1 : /^weeks?$/.test(third) ? 7 : 0
  return many && long ? { count: 3, due: addDays(today, many * long) } : null
}

/**
 * The day that begins at the first of these words, or null. `announced`: 'by' or 'on' stands before it; `last`: it
 * ends the line. A weekday's name is the next such day from tomorrow on: on a Monday 'mon' is in a week. 'next wed' is
 * Wednesday of next week. A date without a year that
 * passed more than three months ago is next year's; a day that has passed is given as it is. 'sat' and 'sun' are also plain words,
 * so they count only announced or last; '1/2' and '3/4' are sizes unless announced. [choice]
 */
export function readDay(
  lows: readonly string[],
  today: LocalDate,
  { announced, last }: { announced: boolean; last: boolean },
): DayRead | null {
  const [first = '', second] = lows
  const figures = inFigures(first, today, announced)
  const found = relative(lows, today) ?? (figures ? { count: 1, due: figures } : withMonth(lows, today))
  if (found) return found
  if (first === 'this') return readThis(second, today)
  const named = byWeekday(first, today)
  if (!named || (/^(?:sat|sun)$/.test(first) && !announced && !last)) return null
  const dated = readDay(lows.slice(1), today, { announced: true, last })
  const agrees = dated && weekday(dated.due) === dayNumber(first) && daysBetween(today, dated.due) >= 0
  return agrees ? { count: dated.count + 1, due: dated.due } : { count: 1, due: named }
}

function readThis(second: string | undefined, today: LocalDate): DayRead | null {
  const named = byWeekday(second, today)
  return named ? { count: 2, due: named } : null
}

/** How many of these words say a day that there is not: '31/2', '31 nov'. 0 when they say none such. */
export function noSuchDay(lows: readonly string[], announced: boolean): number {
  const [first = '', second = ''] = lows
  const figures = /^\d{1,2}\/\d{1,2}(?:\/(?:\d{2}|\d{4}))?$|^\d{4}-\d{1,2}-\d{1,2}$/.test(first)
  if (figures && (announced || !/^(?:1\/2|1\/3|2\/3|1\/4|3\/4)$/.test(first))) return 1
  const joined = /^\d{1,2}([a-z]{3,9})$/.exec(first)
  if (joined && monthOf(joined[1])) return 1
  const day = /^\d{1,2}(?:st|nd|rd|th)?$/
  return (day.test(first) && monthOf(second)) || (monthOf(first) && day.test(second)) ? 2 : 0
}

/** Whether a word says the day before today, mistyped by a letter too. */
export function isYesterday(low: string): boolean {
  return low === 'yesterday' || mistyped(low, ['yesterday']) !== null
}
