import { count, eq, inArray } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { Faulty } from '../../reablement/catalogue-item.ts'
import type { Fault } from '../../reablement/catalogue-item.ts'
import { kitInput, sameKitName } from '../../reablement/kits.ts'
import type { KitInput } from '../../reablement/kits.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import { kit, kitItem } from '../storage/kit-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { catalogueItem } from '../storage/schema.ts'
import { noteChange } from './history.ts'
import type { KitState } from './history.ts'
import { readAllKits } from './kits.ts'

/**
 * Adds a kit, or changes one. What is in it keeps the given order: an order that breaks what must come first is said on
 * the screen and is the administrator's to decide. [choice]
 * @throws Faulty naming every field, Problem 'not-found', or perform's.
 */
export async function saveKit(desk: Desk, who: Colleague | null, given: unknown): Promise<{ id: string }> {
  const read = kitInput.safeParse(given)
  return perform(desk, who, {
    act: 'edit catalogue',
    thing: () => ({ kind: 'catalogue' }),
    work: (tx, at) => {
      if (!read.success)
        throw new Faulty(
          read.error.issues.map(({ path, message }) => ({ field: path.join('.'), words: message })),
        )
      return { id: putKit(tx, read.data, { at, by: signedIn(who).id }) }
    },
  })
}

/**
 * Writes a kit and its history, in the transaction that does it; what stands there already leaves none. Says its id.
 * @throws Faulty, Problem 'not-found'.
 */
export function putKit(tx: Transaction, given: KitInput, { at, by }: { at: string; by: string }): string {
  const before = given.id === undefined ? null : kitState(tx, given.id)
  const faults = faultsOf(tx, given)
  if (faults.length > 0) throw new Faulty(faults)
  const id = before?.id ?? newId()
  put(tx, id, given)
  const after = kitState(tx, id)
  if (JSON.stringify(before) !== JSON.stringify(after))
    noteChange(tx, { what: 'kit', code: id, at, by, before, after })
  return id
}

/** Retires a kit, or takes it back: then its key and its name must be free. @throws Faulty, Problem 'not-found', or perform's. */
export async function retireKit(
  desk: Desk,
  who: Colleague | null,
  { id, retired }: { id: string; retired: boolean },
): Promise<void> {
  return perform(desk, who, {
    act: 'edit catalogue',
    thing: (tx) => ({ kind: 'catalogue', id: kitState(tx, id).id }),
    work: (tx, at) => {
      const before = kitState(tx, id)
      if (before.retired === retired) return
      const taken = retired ? [] : takenBy(tx, before)
      if (taken.length > 0) throw new Faulty(taken)
      tx.update(kit).set({ retired }).where(eq(kit.id, id)).run()
      noteChange(tx, {
        what: 'kit',
        code: id,
        at,
        by: signedIn(who).id,
        before,
        after: { ...before, retired },
      })
    },
    detail: { retired },
  })
}

/** As its history keeps it. @throws Problem 'not-found'. */
function kitState(tx: Transaction, id: string): KitState {
  const found = readAllKits(tx).find((one) => one.id === id)
  if (!found) throw new Problem('not-found')
  const rows = tx
    .select({ code: catalogueItem.code, name: catalogueItem.name })
    .from(catalogueItem)
    .where(inArray(catalogueItem.code, [...found.items]))
    .all()
  const names = new Map(rows.map(({ code, name }) => [code, name]))
  return { ...found, names: found.items.map((code) => names.get(code) ?? code) }
}

function faultsOf(tx: Transaction, { id, name, key, items }: KitInput): Fault[] {
  const faults: Fault[] = []
  const known = tx.select({ n: count() }).from(catalogueItem).where(inArray(catalogueItem.code, items)).get()
  if (known?.n !== items.length)
    faults.push({ field: 'items', words: 'Something in the kit is not in the catalogue any more.' })
  return [...faults, ...takenBy(tx, { id: id ?? '', name, key })]
}

/** What another kit that is offered has already. */
function takenBy(tx: Transaction, { id, name, key }: { id: string; name: string; key: string }): Fault[] {
  const others = readAllKits(tx).filter((kit) => !kit.retired && kit.id !== id)
  const same = others.find((kit) => kit.key === key)
  return [
    ...(others.some((kit) => sameKitName(kit.name, name))
      ? [{ field: 'name', words: 'Another kit has this name.' }]
      : []),
    ...(same ? [{ field: 'key', words: `The kit ${same.name} has this key.` }] : []),
  ]
}

function put(tx: Transaction, id: string, { name, key, items }: KitInput): void {
  const position = tx.select({ n: count() }).from(kit).get()?.n ?? 0
  tx.insert(kit)
    .values({ id, name, key, position })
    .onConflictDoUpdate({ target: kit.id, set: { name, key } })
    .run()
  tx.delete(kitItem).where(eq(kitItem.kit, id)).run()
  tx.insert(kitItem)
    .values(items.map((item, place) => ({ kit: id, position: place, item })))
    .run()
}
