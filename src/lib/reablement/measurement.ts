/** What a measurement is given in. `number` counts: steps, for one. */
export const measureUnits = ['cm', 'mm', 'm', 'kg', 'number'] as const
export type MeasureUnit = (typeof measureUnits)[number]

/** One thing to be measured before something is ordered, as the catalogue has it. */
export interface Measurement {
  /** "seat height" */
  name: string
  /** How it is taken: "floor to back of knee"; '' when the name says it. */
  hint: string
  /** null: it is answered in words, as a bowl's shape is. */
  unit: MeasureUnit | null
  /** The sensible range, both ends in it; null without a unit. */
  range: { least: number; most: number } | null
}

/** What is asked of everything with a safe working load. The range is ours. [choice] */
export const userWeight: Measurement = {
  name: 'user weight',
  hint: '',
  unit: 'kg',
  range: { least: 30, most: 300 },
}

/** Somebody's weight, by whatever name a catalogue asks for it. */
export function isWeight(name: string): boolean {
  return /weight/i.test(name)
}

const number = /\d+(?:\.\d+)?/.source
const ranged = new RegExp(`^(.*?)\\s*\\[(${measureUnits.join('|')}) (${number})-(${number})\\]$`)

/**
 * The measurements of a catalogue row's text, separated by `;`: `seat height (floor to back of knee) [cm 35-65]; bowl
 * shape`. The hint stands in brackets or behind a colon; without `[unit least-most]` the answer is words.
 */
export function readMeasurements(text: string): Measurement[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readOne)
}

function readOne(part: string): Measurement {
  const [, words = part, unit, least, most] = ranged.exec(part) ?? []
  const [, name = words, hint = ''] = /^([^:(]+?)(?::\s*|\s*\()(.+?)\)?$/.exec(words) ?? []
  const known = measureUnits.find((one) => one === unit) ?? null
  return {
    ...{ name, hint, unit: known },
    range: known === null ? null : { least: Number(least), most: Number(most) },
  }
}

/** The text that `readMeasurements` reads, as it stands in the catalogue and its CSV. */
export function writeMeasurements(measurements: readonly Measurement[]): string {
  return measurements
    .map(({ name, hint, unit, range }) => {
      const words = hint === '' ? name : `${name} (${hint})`
      return unit && range ? `${words} [${unit} ${String(range.least)}-${String(range.most)}]` : words
    })
    .join('; ')
}

/** What must be measured of an item: its own measurements, and the weight of whoever uses it when that is checked. */
export function measurementsOf(item: { measurements: string; checkWeight: boolean }): Measurement[] {
  const own = readMeasurements(item.measurements)
  const weighed = own.some(({ unit }) => unit === 'kg')
  return item.checkWeight && !weighed ? [...own, userWeight] : own
}

/** What was measured, read: a value in the measurement's own unit, or what to ask. `meant`: a value that would do. */
export type MeasureRead = { value: string } | { ask: string; meant: string | null }

/**
 * Reads what somebody typed for a measurement. Other units are turned into its own: `18 in` is 45.7 cm, `480mm` 48 cm,
 * `12 st 4` 78 kg. What is outside the sensible range is asked about, with the value that is probably meant when a
 * decimal place slipped or another unit was left out: 480 for 48.
 */
export function readMeasure(measurement: Measurement, typed: string): MeasureRead {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ')
  const { name, unit, range } = measurement
  if (text === '') return { ask: `Measure the ${name} first.`, meant: null }
  if (unit === null || range === null) return { value: typed.trim() }
  const said = inUnit(text, unit)
  if (said === null) return { ask: `Give the ${name} as a number in ${unitWords(unit)}.`, meant: null }
  const { least, most } = range
  if (said >= least && said <= most) return { value: String(said) }
  const meant = slips(text, said, unit).find((value) => value >= least && value <= most) ?? null
  const outside = `${say(said, unit)} is outside ${say(least, unit)} to ${say(most, unit)} for the ${name}.`
  if (meant === null) return { ask: `${outside} Measure again.`, meant: null }
  return { ask: `${outside} Did you mean ${say(meant, unit)}?`, meant: String(meant) }
}

const inCentimetres: Record<string, number> = {
  ...{ mm: 0.1, cm: 1, m: 100, metre: 100, metres: 100 },
  ...{ in: 2.54, ins: 2.54, inch: 2.54, inches: 2.54, '"': 2.54, ft: 30.48, foot: 30.48, feet: 30.48 },
}
const inKilograms: Record<string, number> = {
  ...{ kg: 1, kgs: 1, kilos: 1, lb: 0.4536, lbs: 0.4536, st: 6.3503, stone: 6.3503 },
}

/** The number in the unit, to one place; null when it is no such measure. */
function inUnit(text: string, unit: MeasureUnit): number | null {
  const [, first, mark, more] =
    new RegExp(`^(${number}) ?([a-z"]*)(?: (${number})(?: ?(?:lbs?|in|ins|inches|"))?)?$`).exec(text) ?? []
  if (first === undefined || mark === undefined) return null
  if (unit === 'number') return mark === '' && more === undefined ? Number(first) : null
  const table = unit === 'kg' ? inKilograms : inCentimetres
  const each = table[mark === '' ? unit : mark]
  const smaller = unit === 'kg' ? inKilograms['lb'] : inCentimetres['in']
  if (each === undefined || smaller === undefined) return null
  if (more !== undefined && !/^(?:st|stone|ft|foot|feet)$/.test(mark)) return null
  const whole = Number(first) * each + Number(more ?? 0) * smaller
  return toOnePlace(whole / (table[unit] ?? 1))
}

/** What may have been meant by a number without its unit, or with a slipped decimal place. */
function slips(text: string, said: number, unit: MeasureUnit): number[] {
  const bare = /^\d+(?:\.\d+)?$/.test(text)
  const others = unit === 'kg' ? ['st', 'lb'] : unit === 'number' ? [] : ['in', 'mm', 'm']
  const inOthers = bare ? others.map((other) => inUnit(`${text} ${other}`, unit)) : []
  return [said / 10, said * 10, said / 100, ...inOthers]
    .filter((value) => value !== null)
    .map((value) => toOnePlace(value))
}

const toOnePlace = (value: number) => Math.round(value * 10) / 10
const unitWords = (unit: MeasureUnit) => (unit === 'number' ? 'whole numbers' : unit)

/** "48 cm"; a count has no unit. */
function say(value: number, unit: MeasureUnit): string {
  return unit === 'number' ? String(value) : `${String(value)} ${unit}`
}
