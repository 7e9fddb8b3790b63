import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Band, CatalogueItem } from '#lib/reablement/catalogue.ts'
import { startingTeams } from '#lib/reablement/team.ts'
import { findIn } from './find-in-catalogue.ts'
import { readActionLine } from './read-action-line.ts'

/** The real catalogue's names and aliases, all that finding needs. */
const catalogue = ['equipment-catalogue.csv', 'referrals.csv'].flatMap((file) =>
  parse<Record<string, string>>(readFileSync(`src/lib/server/catalogue/${file}`), {
    ...{ bom: true, columns: true, skip_empty_lines: true },
  }).map(({ code = '', name = '', aliases = '', typical_delivery_band, band }): CatalogueItem => ({
    ...{ code, name, kind: 'equipment', aliases: aliases.split('|').filter(Boolean), team: 'OT' },
    band: (typical_delivery_band ?? band) as Band,
  })),
)
const find = findIn(catalogue)
const around = {
  ...{ colleagues: [], teams: startingTeams, myTeam: 'OT', now: new Date('2026-11-23T09:41:00Z') },
}

/** What is asked for most, and the letters that say it: what is typed before Enter. The order is ours. [choice] */
const commonest: [string, string][] = [
  ['perch', 'SEA-PST'],
  ['comm', 'TOI-COM'],
  ['grab', 'MIN-GRS'],
  ['penda', 'TEC-PEN'],
  ['bath b', 'BTH-BRD'],
  ['keysa', 'MIN-KEY'],
  ['zimm', 'WLK-FRM'],
  ['rolla', 'WLK-ROL'],
  ['troll', 'WLK-TRO'],
  ['shower st', 'BTH-STL'],
  ['hosp', 'BED-PRO'],
  ['slide', 'TRF-SLD'],
  ['hoist', 'TRF-HST'],
  ['physi', 'REF-PHY'],
  ['care a', 'REF-CAA'],
  ['chair r', 'SEA-CRS'],
  ['bed l', 'BED-LEV'],
  ['tsf', 'TOI-FRS'],
  ['ot rev', 'REF-OTR'],
  ['dn', 'REF-CNR'],
]

test.each(commonest)('%s and Enter asks for %s', (letters, code) => {
  const line = readActionLine(letters, around, find)
  const option = line.options[line.at]
  expect(option?.key).toBe(code)
  expect([option?.question, option?.unclear, line.doubts]).toEqual([null, [], []])
})

test.each([
  ['perch k', 'Kitchen'],
  ['perch', undefined],
])('behind the item’s first letters nothing but Enter is needed: %s', (letters) => {
  expect(readActionLine(letters, around, find).at).toBe(0)
})

test('the twenty commonest are twenty, and none takes five keystrokes behind its first four letters', () => {
  expect(commonest).toHaveLength(20)
  for (const [letters] of commonest) expect(letters.length - 4 + '⏎'.length).toBeLessThanOrEqual(6)
})
