import { describe, expect, test } from 'vitest'
import { tiers } from './catalogue.ts'
import type { Tier } from './catalogue.ts'
import { mayAskFor, maySignOff, qualifications, sayWaits, setQualificationInput } from './tiers.ts'
import type { Qualification } from './tiers.ts'

type Somebody = Qualification | 'nobody said'
const everybody: readonly Somebody[] = [...qualifications, 'nobody said']

/** Of every tier, who may ask outright. A tier without a row does not compile. */
const table: Record<Tier, Record<Somebody, boolean>> = {
  P0: rowOf(everybody),
  P1: rowOf(['trusted assessor', 'nurse', 'physio', 'OT', 'senior OT']),
  P2: rowOf(['physio', 'OT', 'senior OT']),
  P3: rowOf(['senior OT']),
  CT: rowOf(['care technology']),
}

function rowOf(may: readonly Somebody[]): Record<Somebody, boolean> {
  return Object.fromEntries(everybody.map((one) => [one, may.includes(one)])) as Record<Somebody, boolean>
}

const cells = tiers.flatMap((tier) => everybody.map((who) => ({ tier, who })))

describe('who may ask', () => {
  test.each(cells)('$tier, $who', ({ tier, who }) => {
    const qualification = who === 'nobody said' ? null : who
    expect(mayAskFor(tier, qualification)).toBe(table[tier][who])
    expect(maySignOff(tier, qualification)).toBe(table[tier][who])
  })

  test('says by whom something waits to be signed off', () => {
    expect(sayWaits('P2')).toBe('waits for sign-off by an OT or physio')
    expect(sayWaits(null)).toBe('waits for sign-off')
  })

  test('a qualification is one of the list, or none', () => {
    const of = (qualification: unknown) =>
      setQualificationInput.safeParse({ colleague: 'olu', qualification })
    expect(of('physio').success).toBe(true)
    expect(of(null).success).toBe(true)
    expect(of('wizard').success).toBe(false)
  })
})
