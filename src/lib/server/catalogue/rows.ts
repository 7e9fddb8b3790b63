import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { bands, tiers } from '../../reablement/catalogue.ts'
import type { catalogueItem } from '../storage/schema.ts'

type Row = typeof catalogueItem.$inferInsert

/** Read from the project, not from beside this file: adapter-node bundles code somewhere else. */
const folder = 'src/lib/server/catalogue'
const yes = z.enum(['Y', 'N']).transform((answer) => answer === 'Y')

const itemRow = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  category: z.enum(['equipment', 'minor adaptation', 'care technology']),
  group: z.string(),
  aliases: z.string(),
  measurements: z.string(),
  check_max_user_weight: yes,
  typical_prescriber: z.string(),
  permission_tier: z.enum(tiers),
  supply_method: z.string(),
  returnable: yes,
  typical_delivery_band: z.enum(bands),
  notes: z.string(),
})

const referralRow = z.object({
  code: z.string().min(1),
  name: z.string().min(1),
  group: z.string(),
  aliases: z.string(),
  band: z.enum(bands),
  team: z.string().regex(/^[A-Z]{2}$/),
  notes: z.string(),
})

const howToRow = z.object({ code: z.string().min(1), use: z.string().min(1), ring: z.string().min(1) })

/** Whose queue a request goes to, and what the file's category is called here. */
const byCategory = {
  equipment: { kind: 'equipment', team: 'OT' },
  'minor adaptation': { kind: 'adaptation', team: 'MA' },
  'care technology': { kind: 'care technology', team: 'CT' },
} as const

/**
 * What an alarm's answer needs before it: somebody who comes must get in. Pagers and sensors that only tell people in
 * the home need no key safe. [seed: the order of things; choice: which ones]
 */
const needsWayIn = [
  ...['TEC-PEN', 'TEC-WRI', 'TEC-FAL', 'TEC-BED', 'TEC-CHA'],
  ...['TEC-SMK', 'TEC-CO', 'TEC-HEA', 'TEC-FLD', 'TEC-EPI'],
]
export const startingFirst: readonly { code: string; first: string }[] = needsWayIn.map((code) => ({
  code,
  first: 'MIN-KEY',
}))

/** The starter catalogue: every item and every referral, as rows. Throws when a file of ours is wrong. */
export function startingCatalogue(): Row[] {
  return [
    ...read('equipment-catalogue.csv', itemRow).map(asItem),
    ...read('referrals.csv', referralRow).map(asReferral),
  ]
}

/** How the commonest items are used, in English: how, then when to stop and ring. [choice] */
export function startingHowTo(): { item: string; text: string }[] {
  return read('how-to-use.csv', howToRow).flatMap(({ code, use, ring }) =>
    code.split('|').map((item) => ({ item, text: `${use}\n\n${ring}` })),
  )
}

function read<T>(file: string, schema: z.ZodType<T>): T[] {
  const rows: unknown = parse(readFileSync(resolve(folder, file)), {
    bom: true,
    columns: true,
    skip_empty_lines: true,
  })
  return z.array(schema).parse(rows)
}

function asItem(row: z.infer<typeof itemRow>): Row {
  return {
    ...byCategory[row.category],
    code: row.code,
    name: row.name,
    group: row.group,
    aliases: row.aliases,
    measurements: row.measurements,
    checkWeight: row.check_max_user_weight,
    prescriber: row.typical_prescriber,
    tier: row.permission_tier,
    supply: row.supply_method,
    returnable: row.returnable,
    band: row.typical_delivery_band,
    notes: row.notes,
  }
}

/** A referral has nothing to measure, fit or fetch back. */
function asReferral(row: z.infer<typeof referralRow>): Row {
  const nothing = {
    measurements: '',
    checkWeight: false,
    prescriber: 'anyone',
    supply: 'refer',
    returnable: false,
  }
  return { ...row, ...nothing, kind: 'referral', tier: 'P0' }
}
