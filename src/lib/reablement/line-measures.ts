import { readMeasure } from './measurement.ts'
import type { Measurement } from './measurement.ts'
import type { Measured } from './request.ts'

/** A size in the line, and what it may be the measurement of. */
export interface SizeSaid {
  /** As typed, with what names it: 'seat height 48', '18 in'. */
  typed: string
  /** What it may be, likeliest first, each in its measurement's own unit. */
  may: Measured[]
  /** What to ask before it is taken; null: there is no doubt. */
  ask: string | null
}

/** What was measured in the line, and the words that are left. */
export interface SizesRead {
  sizes: SizeSaid[]
  left: string
}

/** Hurried words for what is measured. */
const meant: Record<string, string> = {
  ...{ ht: 'height', hgt: 'height', high: 'height', tall: 'height', h: 'height' },
  ...{ w: 'width', wide: 'width', wt: 'weight', weighs: 'weight', weighing: 'weight' },
  ...{ long: 'length', lgth: 'length', deep: 'depth', popliteal: 'popliteal', hips: 'hip', doors: 'door' },
}
const amount = /^(\d+(?:[.,]\d+)?)(mm|cm|m|in|ins|inch|inches|"|ft|kg|kgs|st|lb|lbs)?$/
const units = /^(?:mm|cm|m|metres?|in|ins|inch|inches|"|ft|foot|feet|kg|kgs|kilos|st|stone|lbs?)$/
const halves = /^(?:st|stone|ft|foot|feet)$/

/**
 * Sizes among the words that go with the item (`left` of `words`), read against what is measured of it. By name
 * ('seat height 48'), else by the only measurement in whose range it lies; lying in several it is asked which, and
 * outside all of them with what is probably meant. A number that is part of the item's own `title` is no size. What fits
 * nothing stays in the words. A bare number of a hundred and more is
 * asked about: it is probably in millimetres. A word of the item's own name or `aliases` names no measurement, unless
 * the measurement is named in full: 'walking frame 82cm' is no frame width. [choice]
 */
export function readSizes(
  words: string,
  left: string,
  asks: readonly Measurement[],
  title = '',
  aliases: readonly string[] = [],
): SizesRead {
  const tokens = words.split(/\s+/).filter(Boolean)
  const kept = left.split(/\s+/).filter(Boolean)
  const sizes: SizeSaid[] = []
  const measured = asks.filter(({ unit }) => unit !== null)
  const own = wordsIn([title, ...aliases].join(' '))
  for (let at = 0; at < tokens.length && measured.length > 0; at++) {
    const value = valueAt(tokens, at)
    if (!value || isPartOf(title, value.number) || (!value.unit && !kept.includes(tokens[at] ?? ''))) continue
    const near = namesAround(tokens, at, value.count, measured, own)
    const size = sizeOf(value, near.fits, measured)
    if (!size) continue
    const from = near.from
    const to = near.to
    const typed = tokens.slice(from, to).join(' ')
    if (!sizes.some((one) => one.typed === typed)) sizes.push({ ...size, typed })
    for (const one of tokens.slice(from, to)) {
      const place = kept.lastIndexOf(one)
      if (place >= 0) kept.splice(place, 1)
    }
    at = Math.max(at, to - 1)
  }
  return {
    sizes,
    left: kept
      .filter((word, place) => !(/^(?:and|of|at|is)$/.test(word) && place === kept.length - 1))
      .join(' '),
  }
}

interface Value {
  number: string
  unit: string
  /** '12 st 4' */
  more: string
  count: number
}

function valueAt(tokens: readonly string[], at: number): Value | null {
  const [, number, joined] = amount.exec((tokens[at] ?? '').toLowerCase()) ?? []
  if (number === undefined) return null
  const next = (tokens[at + 1] ?? '').toLowerCase()
  const apart = joined === undefined && units.test(next)
  const unit = joined ?? (apart ? next : '')
  const rest = at + (apart ? 2 : 1)
  const smaller = halves.test(unit) && /^\d{1,2}$/.test(tokens[rest] ?? '')
  const named = smaller && /^(?:lbs?|in|ins|inch|inches|")$/.test((tokens[rest + 1] ?? '').toLowerCase())
  return {
    number: number.replace(',', '.'),
    unit,
    more: smaller ? ` ${tokens[rest] ?? ''}` : '',
    count: rest - at + (smaller ? 1 : 0) + (named ? 1 : 0),
  }
}

const isPartOf = (title: string, number: string) => new RegExp(`(?:^|[^\\d.])${number}(?![\\d.])`).test(title)

const plain = (token: string) => {
  const low = token.toLowerCase().replace(/[^a-z-]/g, '')
  return meant[low] ?? low
}

interface Named {
  from: number
  to: number
  fits: readonly Measurement[]
}

/** The words beside the size that name a measurement, and the measurements they fit best; none when nothing names one. */
function namesAround(
  tokens: readonly string[],
  at: number,
  count: number,
  asks: readonly Measurement[],
  own: readonly string[],
): Named {
  const all = namesBut([], tokens, at, count, asks)
  const naming = [...tokens.slice(all.from, at), ...tokens.slice(at + count, all.to)].map(plain)
  const inFull = all.fits.filter(({ name }) =>
    name.split(/[^a-z-]+/i).every((word) => naming.includes(plain(word))),
  )
  return inFull.length > 0 || !naming.some((word) => own.includes(word))
    ? all
    : namesBut(own, tokens, at, count, asks)
}

/** The same, words of `own` naming nothing. */
function namesBut(
  own: readonly string[],
  tokens: readonly string[],
  at: number,
  count: number,
  asks: readonly Measurement[],
): Named {
  let [from, to] = [at, at + count]
  let fits = asks
  const narrowed = (token: string | undefined) => {
    const said = plain(token ?? '')
    const more = fits.filter(({ name, hint }) => wordsIn(`${name} ${hint}`).includes(said))
    return said.length > 1 && !own.includes(said) && more.length > 0 ? more : null
  }
  while (from > 0) {
    const back = /^(?:is|of|at|=|:)$/.test(tokens[from - 1] ?? '') ? 2 : 1
    const more = narrowed(tokens[from - back])
    if (!more) break
    fits = more
    from -= back
  }
  const behind = narrowed(tokens[to])
  if (behind) to++
  fits = behind ?? fits
  const naming = to - from - count
  const exact = fits.filter(({ name }) => wordsIn(name).length === naming)
  return { from, to, fits: naming === 0 ? [] : exact.length === 1 ? exact : fits }
}

function wordsIn(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^a-z-]+/)
    .flatMap((word) => [word, word.replace(/s$/, '')])
    .filter((word) => word.length > 1 && !/^(?:to|of|at|in|and|or)$/.test(word))
    .filter((word, place, all) => all.indexOf(word) === place)
}

/** What the value may be of the measurements it is said of, or of any. */
function sizeOf(
  value: Value,
  named: readonly Measurement[],
  all: readonly Measurement[],
): Omit<SizeSaid, 'typed'> | null {
  const { number, unit, more } = value
  const typed = `${number}${unit ? ` ${unit}` : ''}${more}`
  const isBare = !unit && Number(number) >= 100
  const tried = isBare ? [`${number} mm`, typed] : [typed]
  const among = named.length > 0 ? named : all.filter((ask) => ask.unit !== 'number')
  const inRange = tried.flatMap((text) =>
    among.flatMap((ask) => {
      const read = readMeasure(ask, text)
      return 'value' in read ? [{ name: ask.name, value: read.value }] : []
    }),
  )
  if (inRange.length > 0) {
    const doubt = isBare
      ? 'Which is it? It has no unit.'
      : inRange.length > 1
        ? 'Which measurement is it?'
        : null
    return { may: lengthFirst(inRange), ask: doubt }
  }
  if (named.length === 0 && !unit) return null
  const slipped = among.flatMap((ask) => {
    const read = readMeasure(ask, typed)
    return 'ask' in read && read.meant !== null ? [{ name: ask.name, value: read.meant, ask: read.ask }] : []
  })
  const [first] = slipped
  if (first) return { may: slipped.map(({ name, value: own }) => ({ name, value: own })), ask: first.ask }
  const [only] = named
  const read = only && named.length === 1 ? readMeasure(only, typed) : null
  return read && 'ask' in read ? { may: [], ask: read.ask } : null
}

/** A bare size of a rail is its length, before the height it is fixed at. [choice] */
function lengthFirst(may: readonly Measured[]): Measured[] {
  return [...may].sort((a, b) => Number(b.name === 'length') - Number(a.name === 'length'))
}

const number = /\d+(?:[.,]\d+)?/.source
const unitSigns = /(?:\s?(?:mm|cm|m|in|ins|inch|inches|ft|kg|kgs|st|stone|lbs?|")(?:\s\d{1,2}(?=\s|$))?)?/
  .source
const link = /(?:\s(?:is|of|at))?/.source
const dimension = /(?:height|ht|hgt|width|depth|length|weight|wt|weighs|weighing|rise)/.source
const part = /(?:(?:seat|hip|handle|step|door|doors|arm|worktop|user|elbow|frame|rim|bowl|toilet|knee)\s)*/
  .source
const alone = `(?:door|doors|hip|hips|worktop)${link}\\s${number}${unitSigns}`

/**
 * The words without the sizes that are named in them, to search the catalogue with: 'handle height 85' names no handle.
 * First without what is measured ('height 85'), then without what it is measured of, too.
 */
export function withoutSizes(words: string): string[] {
  return ['', part].map((before) =>
    words
      .replace(
        new RegExp(
          `(?:^|\\s)(?:${before}${dimension}${link}\\s${number}${unitSigns}|${alone})(?=\\s|$)`,
          'gi',
        ),
        ' ',
      )
      .replace(/\s+/g, ' ')
      .trim(),
  )
}
