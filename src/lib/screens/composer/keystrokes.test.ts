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

test.each(commonest)('%s and Enter asks for %s', (letters, code) => {
  const line = readActionLine(letters, around, find)
  const option = line.options[line.at]
  expect(option?.key).toBe(code)
  expect([option?.question, option?.unclear, line.doubts]).toEqual([null, [], []])
})

test('behind the first four letters of the twenty commonest five keystrokes are enough, Enter among them', () => {
  expect(commonest).toHaveLength(20)
  for (const [letters] of commonest) {
    const behind = Math.max(0, letters.length - 4)
    expect(behind + 1).toBeLessThanOrEqual(5)
  }
})
