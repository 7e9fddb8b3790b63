import { measurementsOf, readMeasure } from '../../reablement/measurement.ts'
import type { Measurement } from '../../reablement/measurement.ts'
import { Problem } from '../../reablement/problem.ts'
import { refuseOverload } from '../../reablement/request.ts'
import type { Measured } from '../../reablement/request.ts'
import type { catalogueItem } from '../storage/schema.ts'
import { refuseKeySafeCode } from './check-words.ts'

type Item = Pick<typeof catalogueItem.$inferSelect, 'name' | 'measurements' | 'checkWeight' | 'safeLoad'>

/**
 * What was typed, each in the unit of its own measurement. Slips and what is out of range are asked about, and nobody is
 * given what is not safe for their weight. @throws Problem 'bad-input' naming what to ask, 'key-safe-code'.
 */
export function readMeasures(item: Item, typed: readonly Measured[]): Measured[] {
  const known = measurementsOf(item)
  return typed.map(({ name, value }) => {
    const measurement = known.find((one) => one.name === name)
    if (!measurement) throw wrong(`“${name}” is not measured for ${item.name}.`)
    const read = readMeasure(measurement, value)
    if ('ask' in read) throw wrong(read.ask)
    refuseKeySafeCode(value, 'measures')
    refuseTooHeavy(item, measurement, read.value)
    return { name, value: read.value }
  })
}

/** The same where nothing is to be converted any more. @throws Problem as readMeasures. */
export function checkMeasures(item: Item, given: readonly Measured[]): void {
  for (const [place, { name, value }] of readMeasures(item, given).entries())
    if (given[place]?.value !== value) throw wrong(`Give the ${name} in its own unit: ${value}.`)
}

function refuseTooHeavy(item: Item, { unit }: Measurement, value: string): void {
  const why = unit === 'kg' ? refuseOverload(Number(value), item.safeLoad) : null
  if (why !== null) throw new Problem('bad-input', { field: 'measures', detail: `${item.name}: ${why}` })
}

function wrong(detail: string): Problem {
  return new Problem('bad-input', { field: 'measures', detail })
}
