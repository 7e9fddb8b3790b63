import { asc, eq } from 'drizzle-orm'
import type { Kit } from '../../reablement/kits.ts'
import { kit, kitItem } from '../storage/kit-schema.ts'
import type { Storage, Transaction } from '../storage/open.ts'

export type KitWithState = Kit & { retired: boolean }

/** Every kit with its items in their order, by key; retired ones too. Two queries. */
export function readAllKits(storage: Storage | Transaction): KitWithState[] {
  const items = Map.groupBy(
    storage.select().from(kitItem).orderBy(asc(kitItem.position)).all(),
    (row) => row.kit,
  )
  return storage
    .select()
    .from(kit)
    .orderBy(asc(kit.key), asc(kit.position))
    .all()
    .map(({ id, key, name, retired }) => ({
      ...{ id, key, name, retired },
      items: (items.get(id) ?? []).map(({ item }) => item),
    }))
}

/** The kits that are offered, by key. */
export function readKits(storage: Storage): Kit[] {
  return readAllKits(storage).flatMap(({ retired, ...one }) => (retired ? [] : [one]))
}

/** The names of the kits an item is in. */
export function kitsWith(tx: Transaction, code: string): string[] {
  return tx
    .select({ name: kit.name })
    .from(kitItem)
    .innerJoin(kit, eq(kit.id, kitItem.kit))
    .where(eq(kitItem.item, code))
    .orderBy(asc(kit.key))
    .all()
    .map(({ name }) => name)
}
