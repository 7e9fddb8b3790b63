/**
 * Numbers in a note that are no key-safe code: dates, times, measurements, telephone numbers, references, addresses.
 * `key-safe.ts` blots them out before it looks for a code. Each pattern reads lower-case text; the order matters
 * (a telephone number before the house number it would otherwise leave behind).
 */
const month = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?'
const hour = '(?:[01]?\\d|2[0-3])'
const year = "(?:(?:19|20)\\d\\d|'\\d\\d)"
const clock = `(?:[01]\\d|2[0-3])[0-5][05]`
const notAddress =
  '(?!(?:on|in|is|at|by|the|to|for|of|left|right|behind|under|near|and|then|next|beside|or)\\b)'
const streets =
  'road|rd|street|st|avenue|ave|lane|ln|close|drive|dr|rise|court|crescent|way|terrace|gardens?|gdns|place|grove|hill|walk|view|square|green|row|mews|house'
const units =
  'mm|cm|metres?|meters?|inch(?:es)?|ft|foot|feet|kgs?|mg|mcg|mls?|litres?|stone|lbs?|degrees|miles?|yards?|watts?|volts?|kcal|calories'
const counted =
  'high|wide|deep|long|tall|steps?|stairs|days?|nights?|weeks?|months?|years?|yrs?|mins?|minutes?|hours?|hrs?|calls?|visits?|keys?|people|carers?|times|sets?|units?|tablets?|cats?|dogs?|rails?|pairs?|(?:grand)?children|a day|per day|a week'
const papers =
  'ref(?:erence)?|order(?:ed)?|job|ticket|invoice|po|(?<!in )case|quote|requisition|datix|incident|crime|receipt|batch|serial|model|booking|(?:liquidlogic|onetouch|log|visit)\\s+(?:id|ref(?:erence)?|number|no)'
const otherCodes =
  'post|error|product|item|catalogue|stock|order|dialling|area|dress|qr|bar|zip|sort|cost|colour|service|team|read|snomed|billing|tariff|discount|fault'

const all = (...sources: string[]): RegExp[] => sources.map((source) => new RegExp(source, 'g'))

/** Never a code, wherever it stands. */
export const neverACode: readonly RegExp[] = all(
  '(?:\\+44|\\b0)\\d{2,4}[\\s-]*\\d{3}[\\s-]*\\d{3,4}\\b',
  '\\b0?7\\d{3}[\\s-]?\\d{3}[\\s-]?\\d{3}\\b',
  '\\b\\d{3}[\\s-]\\d{3}[\\s-]\\d{4}\\b|\\b\\d{10}\\b',
  '\\b\\d{4}-\\d{1,2}-\\d{1,2}\\b',
  '\\b(?:0?[1-9]|[12]\\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\\1(?:20)?\\d\\d\\b',
  '(?<![\\d/.-])(?:0?[1-9]|[12]\\d|3[01])/(?:0?[1-9]|1[0-2])/(?:20\\d?|\\d)(?!\\d|[/.-]\\d)',
  `\\b\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?\\s*${month}(?:[\\s,]*${year}\\b)?(?![a-z])`,
  `\\b${month}\\s+(?:\\d{1,2}(?:st|nd|rd|th)?\\b(?:,?\\s*20\\d\\d\\b)?|20\\d\\d\\b)`,
  '£\\s*\\d[\\d,.]{0,9}|\\b\\d[\\d,.]{0,9}\\s*(?:pounds|quid|gbp)\\b|\\bcost\\w*\\s+\\d[\\d,.]{0,9}',
  `\\b(?:${otherCodes})[\\s-]?codes?\\b[\\s:]*(?:is\\s+)?[\\w-]*\\d[\\w-]*`,
  '\\b[a-z]{1,2}\\d[a-z\\d]?\\s*\\d[a-z]{2}\\b',
  '\\b(?!ks|pin)[a-z]{2,4}(?:-?\\d{5,}|-\\d{4,})\\b',
  '\\b(?:bp|b/p)\\s*:?\\s*\\d{2,3}\\s*(?:/|over)\\s*\\d{2,3}\\b',
)

/** A code only when it is said outright ("code is 16:30"). */
export const seldomACode: readonly RegExp[] = all(
  '\\b(?:0?[1-9]|[12]\\d|3[01])/(?:0?[1-9]|1[0-2])\\b(?!/\\d)',
  '\\b\\d{1,2}(?:st|nd|rd|th)\\b',
  `\\b${hour}[:.][0-5]\\d?\\s*(?:am|pm|hrs?|hours)\\b|\\b${hour}\\s*(?:am|pm)\\b|\\b\\d{3,4}\\s*(?:hrs|hours)\\b`,
  `\\b${hour}:[0-5][05]\\b`,
  `\\b(?:at|by|before|after|until|till|around|about|between)\\s+(?:${clock}|${hour}\\.[0-5]\\d)\\b(?:\\s*(?:-|–|to|and)\\s*(?:${clock}|${hour}\\.[0-5]\\d)\\b)?`,
  `\\b${hour}\\.[0-5]\\d\\s*(?:-|–|to)\\s*${hour}\\.[0-5]\\d\\b`,
  `\\b(?:today|tomorrow|am|pm|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\\s+${hour}\\s*[-–]\\s*${hour}\\b`,
  `\\bfrom\\s+${clock}\\s*(?:-|–|to)\\s*${clock}\\b`,
  '(?<!\\b(?:put|type|key|punch|enter|tap) )\\b(?:in|since|until|till|year|early|late|spring|summer|autumn|winter|christmas)\\s+(?:19|20)\\d\\d\\b',
  `\\b\\d[\\d.,]{0,9}\\s*-?\\s*(?:(?:${units})\\b|[%°])|\\b\\d{1,2}"`,
  '\\b\\d{1,3}(?:\\.\\d+)?[mglvw]\\b',
  '\\b\\d+\\s*[x×]\\s*\\d+\\b|\\bx\\s?\\d{1,3}\\b',
  `\\b\\d{1,3}\\s+(?:${counted})\\b`,
  `\\b(?:${papers})\\s*(?:number|num|no|id|ref(?:erence)?)?[\\s:#.-]*[a-z]{0,4}-?\\d{3,}\\b`,
  '\\b(?:flat|apartment|apt|unit|room|rm|ward|bed|bay|house|block|floor|plot)\\s*\\d{1,3}[a-z]?\\b',
  `\\b\\d{1,3}[a-z]?\\s+(?:${notAddress}[a-z']+\\s+){1,3}(?:${streets})\\b`,
  '\\b(?:sats|spo2|pulse|temp|weight|height|bm)\\s*:?\\s*\\d+(?:\\.\\d+)?\\b',
  '\\b(?:rang|ring|call(?:ed)?|phoned?|dial(?:led)?|via|contact(?:ed)?|nhs)\\s+(?:101|105|111|112|119|999)\\b',
)

/** Any time of day: no code unless it stands right behind "key safe". */
export const timesOfDay: readonly RegExp[] = all(`\\b${hour}:[0-5]\\d\\b`)

/** The text with every match replaced by a sign that is neither letter, digit nor separator. */
export function blotOut(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((left, pattern) => left.replace(pattern, '¤'), text)
}
