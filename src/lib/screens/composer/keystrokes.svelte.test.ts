import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Desk } from '#lib/live/context.ts'
import type { Band, CatalogueItem } from '#lib/reablement/catalogue.ts'
import { startingKits } from '#lib/reablement/kits.ts'
import { measurementsOf } from '#lib/reablement/measurement.ts'
import { startingTeams } from '#lib/reablement/team.ts'
import { Composing } from './composing.svelte.ts'

/** The real catalogue: names and aliases find an item, its measurements may ask before it is sent. */
const catalogue = ['equipment-catalogue.csv', 'referrals.csv'].flatMap((file) =>
  parse<Record<string, string>>(readFileSync(`src/lib/server/catalogue/${file}`), {
    ...{ bom: true, columns: true, skip_empty_lines: true },
  }).map(({ code = '', name = '', aliases = '', measurements = '', ...row }): CatalogueItem => ({
    ...{ code, name, kind: 'equipment', aliases: aliases.split('|').filter(Boolean), team: 'OT' },
    asks: measurementsOf({ measurements, checkWeight: row['check_max_user_weight'] === 'Y' }),
    band: (row['typical_delivery_band'] ?? row['band']) as Band,
  })),
)

/** A colleague at the line: counts each key they press, and keeps what was sent. */
class Typist {
  readonly sent: Record<string, unknown>[] = []
  keys = 0
  readonly composing: Composing

  constructor() {
    const command = (_: string, input: Record<string, unknown>) => {
      this.sent.push(input)
      return Promise.resolve({ ok: true, value: { ...input, owner: null, agreedAt: '' } })
    }
    const desk = {
      ...{ colleagues: [], teams: startingTeams, me: { team: 'OT' }, catalogue, kits: startingKits },
      live: { now: () => Date.parse('2026-11-23T09:41:00Z'), connection: 'open', command },
      actions: { of: () => [] },
    }
    const about = () => ({ episode: 'e1', start: '2026-11-02' })
    this.composing = new Composing(desk as unknown as Desk, '', about)
  }

  type(letters: string): void {
    for (const letter of letters) {
      this.composing.text += letter
      this.keys++
    }
  }

  /** Enter as often as it is asked, three times at most. */
  async enter(): Promise<void> {
    for (let times = 0; times < 3 && this.sent.length === 0; times++) {
      await this.composing.agree()
      this.keys++
    }
  }
}

/** An item’s “first letters” are its first four; what is typed behind them counts, Enter too. [choice] */
const firstLetters = 4

/** What is asked for most, and what is typed for it before Enter. The list is ours. [choice] */
const commonest: [string, string][] = [
  ['perch', 'SEA-PST'],
  ['commode', 'TOI-COM'],
  ['grab rai', 'MIN-GRS'],
  ['penda', 'TEC-PEN'],
  ['bath bo', 'BTH-BRD'],
  ['keysa', 'MIN-KEY'],
  ['zimm', 'WLK-FRM'],
  ['rolla', 'WLK-ROL'],
  ['wheelie', 'WLK-TRO'],
  ['stair ra', 'MIN-STR'],
  ['hosp', 'BED-PRO'],
  ['slide', 'TRF-SLD'],
  ['hoist', 'TRF-HST'],
  ['physi', 'REF-PHY'],
  ['care ac', 'REF-CAA'],
  ['chair ra', 'SEA-CRS'],
  ['bed le', 'BED-LEV'],
  ['loo fr', 'TOI-FRS'],
  ['ot rev', 'REF-OTR'],
  ['dist', 'REF-CNR'],
]

test('they are twenty, none twice', () => {
  expect(new Set(commonest.map(([, code]) => code)).size).toBe(20)
})

test.each(commonest)('%s: behind its first letters five keys at most send %s', async (letters, code) => {
  const typist = new Typist()
  typist.type(letters.slice(0, firstLetters))
  typist.keys = 0
  typist.type(letters.slice(firstLetters))
  await typist.enter()
  expect(typist.sent).toMatchObject([{ item: code, quantity: 1 }])
  expect(typist.sent[0]).not.toHaveProperty('detail')
  expect(typist.keys).toBeLessThanOrEqual(5)
})

test('what is asked about costs a key more, and is counted', async () => {
  const typist = new Typist()
  typist.type('has commode')
  await typist.enter()
  expect([typist.sent[0]?.['kind'], typist.keys]).toEqual(['task', 'has commode'.length + 2])
})
