import { asc, count, eq } from 'drizzle-orm'
import type { Transaction } from '../storage/open.ts'
import { action, catalogueItem } from '../storage/schema.ts'
import { kitsWith } from './kits.ts'

/** What refers to an item, so that it cannot be deleted. */
export interface Uses {
  /** How many actions ask for it, those that are over too. */
  actions: number
  /** Names of the kits it is in. */
  kits: string[]
  /** Names of what it must come before. */
  before: string[]
}

export function usesOf(tx: Transaction, code: string): Uses {
  const asked = tx.select({ n: count() }).from(action).where(eq(action.item, code)).get()
  const before = tx
    .select({ name: catalogueItem.name })
    .from(catalogueItem)
    .where(eq(catalogueItem.first, code))
    .orderBy(asc(catalogueItem.name))
    .all()
  return { actions: asked?.n ?? 0, kits: kitsWith(tx, code), before: before.map(({ name }) => name) }
}

/** "3 actions ask for it. It is in the kit Bathroom."; '' when nothing uses it. */
export function sayUses({ actions, kits, before }: Uses): string {
  const list = (names: readonly string[]) => new Intl.ListFormat('en-GB').format(names)
  return [
    actions > 0 && `${actions === 1 ? '1 action asks' : `${String(actions)} actions ask`} for it.`,
    kits.length > 0 && `It is in the ${kits.length === 1 ? 'kit' : 'kits'} ${list(kits)}.`,
    before.length > 0 && `It comes before ${list(before)}.`,
  ]
    .filter((part) => part !== false)
    .join(' ')
}
