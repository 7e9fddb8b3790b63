import type { LocalDate } from './dates.ts'
import { readDayOfSix } from './line-day.ts'
import { readKitNamed } from './line-kit.ts'
import { readOwner, take, withLinks, wordsFrom } from './line-reading.ts'
import type { Doubt, LineContext, LineOwner, Reading, Span } from './line-reading.ts'
import { readBecause } from './line-reason.ts'
import {
  asRoomWord,
  isYesterday,
  noSuchDay,
  readDay,
  startingRooms,
  wholeNumber,
  wordsOf,
} from './line-words.ts'
import type { Room, Word } from './line-words.ts'

export type { Doubt, LineContext, LineOwner, Span, SpanKind } from './line-reading.ts'

/** What the composer's one line says, the item left to be searched for. */
export interface OneLine {
  /** 1 when none is given; 1 to 20. */
  quantity: number
  /** As shown: 'Bathroom'. */
  room: string | null
  due: LocalDate | null
  /** null when nobody was named, or the name fits several or nobody. */
  owner: LineOwner | null
  urgent: boolean
  /** Why: 'lives alone'. Absent when nobody said. */
  because?: string
  /** The kit it names. */
  kit?: string
  /** What is left, to search the catalogue with. */
  words: string
  /** What was understood, in order, never overlapping. */
  spans: Span[]
  /** What cannot be meant as it stands: a day that is not or has passed, a quantity nobody orders. */
  doubts: Doubt[]
}

const longestQuantity = 20
const articles = /^(?:a|an|the|some)$/
const dueLinks = /^(?:by|on|for|due|from|before|the|until)$/
const roomLinks = /^(?:in|for|at|by|near|beside|to|on|into|outside|inside|next|of|the|her|his|their|&)$/
const unit = /^(?:mm|cm|m|metres?|meters?|inch|inches|ins|ft|foot|feet|kg|kgs|stone|st|lbs?|%|")$/
const notCounted =
  /^(?:handled|handed|wheels?|wheeled|wheeler|legs|legged|points?|ways?|sided|person|seater|tier|part|section|calls|carers|visits|days|weeks|months|minutes|mins|hours|hrs|times|or)$/
const measures =
  /^(?:height|ht|hgt|width|depth|length|weight|wt|weighs|seat|hip|hips|rise|arm|handle|worktop|elbow|long|wide|high|deep|st|stone|ft|foot|feet)$/
const measured = /^\d+(?:[.,]\d+)?(?:mm|cm|m|in|ins|inch|inches|ft|kg|st|lb|lbs|%|")$/
const loose = /^(?:for|to|by|on|in|at|with|the|a|an|and|of|from|due|&|\+|-|–|—|,)$/

function readUrgent(reading: Reading): boolean {
  const at = reading.free.findIndex(({ low }) => /^(?:urgent|urgently|urgnt|asap)$/.test(low))
  if (at >= 0) take(reading, at, 1, 'urgent')
  return at >= 0
}

/** The last day in the line is when it is due; one before it stays in the words ("review wed call by fri"). */
function readDue(reading: Reading, today: LocalDate): LocalDate | null {
  for (let at = reading.free.length - 1; at >= 0; at--) {
    const announced = /^(?:by|on|due|before|until|for)$/.test(reading.free[at - 1]?.low ?? '')
    const lows = wordsFrom(reading, at, 4).map(({ low }) => low)
    const found = readDay(lows, today, { announced, last: at === reading.free.length - 1 })
    const begun = at > 0 && longerDay(reading, at, found?.count ?? 0, today)
    if (!found || begun) continue
    const begin = withLinks(reading, at, dueLinks)
    take(reading, begin, at - begin + found.count, 'due')
    if (found.due >= today) return found.due
    doubtLast(reading, 'is in the past')
    return null
  }
  readBadDay(reading)
  return null
}

/** The day just taken is doubted. */
function doubtLast(reading: Reading, why: string): void {
  const span = reading.spans.at(-1)
  if (span) reading.doubts.push({ text: reading.text.slice(span.from, span.to), about: 'due', why })
}

/** Without a day that can be meant: one that there is not, or 'yesterday' where a day would stand. */
function readBadDay(reading: Reading): void {
  for (let at = reading.free.length - 1; at >= 0; at--) {
    const announced = /^(?:by|on|due|before|until|for)$/.test(reading.free[at - 1]?.low ?? '')
    const lows = wordsFrom(reading, at, 3).map(({ low }) => low)
    const gone = isYesterday(lows[0] ?? '') && (announced || at === reading.free.length - 1)
    const count = gone ? 1 : noSuchDay(lows, announced)
    if (
      count === 0 ||
      (at > 0 &&
        noSuchDay(
          wordsFrom(reading, at - 1, 2).map(({ low }) => low),
          announced,
        ) > 1)
    )
      continue
    const begin = withLinks(reading, at, dueLinks)
    take(reading, begin, at - begin + count, 'due')
    doubtLast(reading, gone ? 'is in the past' : 'no such day')
    return
  }
}

/** Whether the word before makes a longer day of it: 'next wed', 'wed 25 nov'. */
function longerDay(reading: Reading, at: number, count: number, today: LocalDate): boolean {
  const lows = wordsFrom(reading, at - 1, 4).map(({ low }) => low)
  const longer = readDay(lows, today, { announced: true, last: false })
  return (longer?.count ?? 0) > count
}

function isMeasure(words: readonly Word[], at: number): boolean {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]]
  if (!word) return false
  if (measured.test(word.low)) return true
  if (unit.test(word.low)) return /^\d/.test(before?.low ?? '')
  return wholeNumber(word.low) !== null && (unit.test(after?.low ?? '') || Number(word.low) > longestQuantity)
}

/** The longest room phrase these words begin with. */
function roomAt(words: readonly Word[], rooms: readonly Room[]): { name: string; count: number } | null {
  const heard = words.map(({ low }) => (roomLinks.test(low) ? low : asRoomWord(low)))
  const fits = rooms.flatMap(({ name, words: said }) =>
    said.map((phrase) => ({ name, phrase, count: phrase.split(' ').length })),
  )
  const found = fits.filter(({ phrase, count }) => heard.slice(0, count).join(' ') === phrase)
  return found.sort((a, b) => b.count - a.count)[0] ?? null
}

/**
 * A room word is a room when 'in', 'for', 'by the'… stands before it, or when it ends the line (measurements aside),
 * and in both cases only behind another word; of several the last. Else it is part of the item: 'bath board',
 * 'kitchen trolley'. [choice]
 */
function readRoom(reading: Reading, rooms: readonly Room[]): string | null {
  const { free } = reading
  let chosen: { name: string; begin: number; end: number } | null = null
  for (let at = 1; at < free.length; at++) {
    const found = roomAt(wordsFrom(reading, at, 5), rooms)
    if (!found) continue
    const [begin, end] = [withLinks(reading, at, roomLinks), at + found.count]
    const ends = free.slice(end).every((_, place) => isMeasure(free, end + place))
    if (begin > 0 && (ends || begin < at)) chosen = { name: found.name, begin, end }
    at = end - 1
  }
  if (chosen) take(reading, chosen.begin, chosen.end - chosen.begin, 'room')
  return chosen?.name ?? null
}

function counts(words: readonly Word[], at: number): number | null {
  const word = words[at]
  if (!word) return null
  const joined = /^(?:[x×](\d{1,2})|(\d{1,2})[x×])$/.exec(word.low)
  const number = joined ? Number(joined[1] ?? joined[2]) : wholeNumber(word.low)
  const possible = number !== null && number >= 1 && number <= longestQuantity
  return possible && !isMeasure(words, at) ? number : null
}

/** A number is a quantity at the beginning, at the end, or with an ×: '2 rails', 'rails 2', 'rails x2', 'rails x 2'. */
function readQuantity(reading: Reading): number {
  const { free } = reading
  if (articles.test(free[0]?.low ?? '') && free.length > 1) free.shift()
  const times = free.findIndex(({ low }) => /^(?:[x×]\d{1,2}|\d{1,2}[x×])$/.test(low))
  const follows = (at: number) => wordsFrom(reading, at, 2)[1]
  const cross = free.findIndex(
    ({ low }, at) => /^[x×]$/.test(low) && follows(at) && counts(free, at + 1) !== null,
  )
  const leading = free.length > 1 && !notCounted.test(free[1]?.low ?? '')
  const counted = (low = '') => !loose.test(low) && !measures.test(low)
  const trailing = free.length > 1 && counted(free.at(-2)?.low) ? free.length - 1 : -1
  const places: [number, number][] = [
    [times, 1],
    [cross, 2],
    [leading ? 0 : -1, 1],
    [trailing, 1],
  ]
  for (const [at, count] of places) {
    const number = at < 0 ? null : counts(free, at + count - 1)
    if (number === null) continue
    const crossed = count === 1 && /^[x×]$/.test(follows(at)?.low ?? '')
    take(reading, at, crossed ? 2 : count, 'quantity')
    return number
  }
  readTooMany(reading)
  return 1
}

/** '20000 grab rails', 'rails x30': more than anybody asks for at once. '450 grab rail' is a size. */
function readTooMany(reading: Reading): void {
  const { free } = reading
  const [first, second] = free
  const many = (low = '') => Number(/^[x×]?(\d+)[x×]?$/.exec(low)?.[1] ?? 0) > longestQuantity
  const crossed = free.findIndex(({ low }) => /^[x×]\d+$|^\d+[x×]$/.test(low) && many(low))
  const plural = free.slice(1).some(({ low }) => /[^s]s$/.test(low))
  const sized = second !== undefined && unit.test(second.low)
  const leads = first && many(first.low) && !sized && (plural || Number(first.low) > 2000)
  const at = crossed >= 0 ? crossed : leads ? 0 : -1
  const word = free[at]
  if (!word) return
  take(reading, at, 1, 'quantity')
  reading.doubts.push({
    text: word.text,
    about: 'quantity',
    why: `at most ${String(longestQuantity)} at a time`,
  })
}

/** '18 in' at the end, or before who and how soon, is a size: 'in' leads nowhere. It becomes one word, '18in'. */
function withInches(words: readonly Word[]): Word[] {
  const isInch = (at: number) =>
    words[at]?.low === 'in' &&
    /^\d+(?:[.,]\d+)?$/.test(words[at - 1]?.low ?? '') &&
    /^(?:$|@|urgent|asap|because|as$|x\d)/.test(words[at + 1]?.low ?? '')
  return words.flatMap((word, at) => {
    if (isInch(at)) return []
    const next = words[at + 1]
    if (!next || !isInch(at + 1)) return [word]
    return [{ text: `${word.text}in`, low: `${word.low}in`, from: word.from, to: next.to }]
  })
}

function leftOver(free: readonly Word[]): string {
  const words = free.map(({ text }) => text)
  while (words.length && loose.test(words.at(-1)?.toLowerCase() ?? '')) words.pop()
  while (words.length > 1 && loose.test(words[0]?.toLowerCase() ?? '')) words.shift()
  return words.join(' ')
}

/**
 * Reads the composer's line: '2 grab rails bath wed' is 2, Bathroom, next Wednesday, and 'grab rails' to search for.
 * Order of reading: owner, urgent, kit, reason, due, room, quantity; what is left is the item. 'urgent' without a day is due today.
 * A measurement ('48cm', '18 inch', '450') is never a quantity and stays in the words. See readDay and readRoom for
 * their rules. Never throws, whatever is typed.
 */
export function readOneLine(text: string, context: LineContext): OneLine {
  const reading: Reading = { text, free: withInches(wordsOf(text)), spans: [], doubts: [] }
  const owner = readOwner(reading, context)
  const urgent = readUrgent(reading)
  const kit = readKitNamed(reading, context.kits ?? [])
  const because = readBecause(reading, context.today)
  const byDay = readDayOfSix(reading, context)
  const said = byDay ?? (reading.doubts.length ? null : readDue(reading, context.today))
  const due = said ?? (urgent && !reading.doubts.length ? context.today : null)
  const rooms = context.rooms ?? startingRooms
  const roomBefore = readRoom(reading, rooms)
  const quantity = readQuantity(reading)
  const room = roomBefore ?? readRoom(reading, rooms)
  const spans = reading.spans.sort((a, b) => a.from - b.from)
  return {
    ...{ quantity, room, due, owner, urgent, words: leftOver(reading.free), spans, doubts: reading.doubts },
    ...(because === null ? {} : { because }),
    ...(kit === null ? {} : { kit }),
  }
}
