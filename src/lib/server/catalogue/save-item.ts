import { eq } from 'drizzle-orm'
import { changesOf, Faulty, faultsAround, readItemInput } from '../../reablement/catalogue-item.ts'
import type { ItemInput, WholeItem } from '../../reablement/catalogue-item.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { catalogueItem } from '../storage/schema.ts'
import { lastChange, noteChange } from './history.ts'
import { rowOf, teamCodes, wholeItem, wholeItems } from './whole-items.ts'

/** What the form was filled in from. */
export interface ItemLookedAt {
  /** null: the item is new. */
  code: string | null
  /** The newest change it showed: somebody else's since then is not written over unseen. */
  change: number
}

/**
 * Adds an item, or changes one; its code stays. Saving what stands there already changes nothing and leaves no history.
 * @throws Faulty naming every field, Problem 'not-found', 'wrong-state' when somebody changed it meanwhile, or perform's.
 */
export async function saveItem(
  desk: Desk,
  who: Colleague | null,
  looked: ItemLookedAt,
  given: unknown,
): Promise<{ code: string; changed: boolean }> {
  const read = readItemInput(given)
  return perform(desk, who, {
    act: 'edit catalogue',
    thing: () => ({ kind: 'catalogue', ...(looked.code ? { id: looked.code } : {}) }),
    work: (tx, at) => {
      if ('faults' in read) throw new Faulty(read.faults)
      const item = looked.code === null ? read.item : { ...read.item, code: looked.code }
      refuseWrong(tx, item, looked)
      const before = looked.code === null ? null : wholeItem(tx, looked.code)
      const after: WholeItem = { ...item, retired: before?.retired ?? false }
      const changed = changesOf(before, after).length > 0
      if (changed) putItem(tx, before, after, { at, by: signedIn(who).id })
      return { code: after.code, changed }
    },
    detail: { new: looked.code === null },
  })
}

function refuseWrong(tx: Transaction, item: ItemInput, looked: ItemLookedAt): void {
  const others = wholeItems(tx)
  if (looked.code === null && others.some(({ code }) => code === item.code))
    throw new Faulty([{ field: 'code', words: 'Another item has this code already.' }])
  if (looked.code !== null && lastChange(tx, 'item', looked.code) > looked.change)
    throw new Problem('wrong-state', {
      detail:
        'Somebody changed this item meanwhile: see below what they did. Save again to put yours over it.',
    })
  const faults = faultsAround(item, { others, teams: teamCodes(tx) })
  if (faults.length > 0) throw new Faulty(faults)
}

/** Writes an item and its history, in the transaction that does it. */
export function putItem(
  tx: Transaction,
  before: WholeItem | null,
  after: WholeItem,
  { at, by }: { at: string; by: string },
): void {
  const row = rowOf(after)
  if (before === null) tx.insert(catalogueItem).values(row).run()
  else tx.update(catalogueItem).set(row).where(eq(catalogueItem.code, after.code)).run()
  noteChange(tx, { what: 'item', code: after.code, at, by, before, after })
}
