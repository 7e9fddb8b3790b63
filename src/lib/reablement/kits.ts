import { z } from 'zod/mini'
import type { AgreeInput } from './action.ts'
import { itemTitle } from './catalogue.ts'
import type { CatalogueItem } from './catalogue.ts'
import { dueFromBand } from './working-days.ts'
import type { DayRules } from './working-days.ts'

/** A set of things that are often needed together, agreed with one key. */
export interface Kit {
  id: string
  /** The key, beside 1 to 3 for how it is going: see `kitKeys`. */
  key: string
  name: string
  /** Catalogue codes, in the order in which they are agreed. */
  items: readonly string[]
}

/** The digits that are not how it is going: a kit has one of them. */
export const kitKeys = ['4', '5', '6', '7', '8', '9'] as const

/**
 * The five kits a service starts with. [seed] What is in them is ours; an administrator edits them. [choice] A key safe
 * stands before the alarm that relies on it. [seed]
 */
export const startingKits: readonly Kit[] = [
  { id: 'bathroom', key: '4', name: 'Bathroom', items: ['BTH-BRD', 'MIN-GRS', 'TOI-FRS', 'BTH-MAT'] },
  { id: 'kitchen', key: '5', name: 'Kitchen', items: ['SEA-PST', 'WLK-TRO', 'DLA-KTL'] },
  { id: 'night', key: '6', name: 'Night', items: ['TOI-COM', 'BED-LEV', 'MIN-LGT'] },
  { id: 'medicines', key: '7', name: 'Medicines', items: ['TEC-REM', 'REF-MED'] },
  { id: 'in-and-out', key: '8', name: 'In and out', items: ['MIN-KEY', 'MIN-EXR', 'TEC-PEN'] },
]

/** What an administrator says of a kit; without `id` it is a new one. */
export const kitInput = z.object({
  id: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'Give the kit a name.'),
      z.maxLength(30, 'Say it in 30 letters.'),
      z.regex(/^[^|\r\n]*$/, 'Leave | out of the name.'),
    ),
  key: z.enum(kitKeys, 'Choose its key: a digit from 4 to 9.'),
  items: z.array(z.string().check(z.maxLength(20))).check(
    z.minLength(1, 'Put something into the kit.'),
    z.maxLength(12, 'Twelve things are enough for one key.'),
    z.refine((items) => new Set(items).size === items.length, 'Something is in the kit twice.'),
  ),
})
export type KitInput = z.infer<typeof kitInput>

/** Kits are told apart by their names in a file, however somebody writes capitals. */
export function sameKitName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

/** What a kit's order needs to know of an item. */
type Ordered = Pick<CatalogueItem, 'code' | 'name'> & { first: string | null }

/** What must come first and does not, as people read it; `missing`: it is not in the kit at all. */
export interface OrderFault {
  item: string
  first: string
  missing: boolean
  words: string
}

/** Where a kit's order breaks what must come first: "Key safe comes before Digital alarm unit". */
export function orderFaults(items: readonly string[], catalogue: readonly Ordered[]): OrderFault[] {
  const known = new Map(catalogue.map((one) => [one.code, one]))
  return items.flatMap((code, place) => {
    const one = known.get(code)
    // What is retired is waited for no longer.
    if (!one || one.first === null || !known.has(one.first)) return []
    const at = items.indexOf(one.first)
    if (at !== -1 && at < place) return []
    const before = itemTitle(known.get(one.first)?.name ?? '')
    const missing = at === -1
    const words = `${before} comes before ${itemTitle(one.name)}${missing ? ', and is not in this kit' : ''}.`
    return [{ item: code, first: one.first, missing, words }]
  })
}

/** The same things with everything behind what must come first; what is missing is put in. The rest keeps its order. */
export function inOrder(items: readonly string[], catalogue: readonly Ordered[]): string[] {
  const firstOf = new Map(catalogue.map(({ code, first }) => [code, first]))
  const ordered: string[] = []
  const put = (code: string, waiting: readonly string[]) => {
    const first = firstOf.get(code) ?? null
    if (first !== null && firstOf.has(first) && !waiting.includes(first)) put(first, [...waiting, code])
    if (!ordered.includes(code)) ordered.push(code)
  }
  for (const code of items) put(code, [])
  return ordered
}

/**
 * The kit's actions, each for its own team's queue by its own delivery band, but for what is asked for already
 * (`asked`: codes of open actions; `now`: milliseconds) or no longer in the catalogue. What must come first comes
 * before, and is brought where it is neither in the kit nor asked for. @throws Problem outside the years of the holiday data.
 */
export function kitActions(
  { items }: Kit,
  catalogue: readonly CatalogueItem[],
  asked: readonly (string | null)[],
  now: number,
  days?: DayRules,
): Omit<AgreeInput, 'id' | 'episode'>[] {
  const wanted = items.filter((code) => !asked.includes(code))
  const known = catalogue.map(({ code, name, first = null }) => ({ code, name, first }))
  return inOrder(wanted, known)
    .filter((code) => !asked.includes(code))
    .flatMap((code) => catalogue.filter((item) => item.code === code))
    .map(({ code, name, kind, team, band }) => ({
      ...{ kind, item: code, title: itemTitle(name), quantity: 1 },
      ...{ team, owner: null, due: dueFromBand(band, new Date(now), days) },
    }))
}
