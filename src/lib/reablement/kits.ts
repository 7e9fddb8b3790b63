import type { AgreeInput } from './action.ts'
import { itemTitle } from './catalogue.ts'
import type { CatalogueItem } from './catalogue.ts'
import { dueFromBand } from './working-days.ts'

/** A set of things that are often needed together, agreed with one key. */
export interface Kit {
  /** The key, beside 1 to 3 for how it is going. */
  key: string
  name: string
  /** Catalogue codes, in the order in which they are agreed. */
  items: readonly string[]
}

/**
 * The five kits. [seed] What is in them is ours, until an administrator can edit them. [choice] A key safe stands before
 * the alarm that relies on it. [seed]
 */
export const kits: readonly Kit[] = [
  { key: '4', name: 'Bathroom', items: ['BTH-BRD', 'MIN-GRS', 'TOI-FRS', 'BTH-MAT'] },
  { key: '5', name: 'Kitchen', items: ['SEA-PST', 'WLK-TRO', 'DLA-KTL'] },
  { key: '6', name: 'Night', items: ['TOI-COM', 'BED-LEV', 'MIN-LGT'] },
  { key: '7', name: 'Medicines', items: ['TEC-REM', 'REF-MED'] },
  { key: '8', name: 'In and out', items: ['MIN-KEY', 'MIN-EXR', 'TEC-PEN'] },
]

/**
 * The kit's actions, each for its own team's queue by its own delivery band, but for what is asked for already
 * (`asked`: codes of open actions; `now`: milliseconds) or no longer in the catalogue. @throws Problem outside the years of the holiday data.
 */
export function kitActions(
  { items }: Kit,
  catalogue: readonly CatalogueItem[],
  asked: readonly (string | null)[],
  now: number,
): Omit<AgreeInput, 'id' | 'episode'>[] {
  return items
    .filter((code) => !asked.includes(code))
    .flatMap((code) => catalogue.filter((item) => item.code === code))
    .map(({ code, name, kind, team, band }) => ({
      ...{ kind, item: code, title: itemTitle(name), quantity: 1 },
      ...{ team, owner: null, due: dueFromBand(band, new Date(now)) },
    }))
}
