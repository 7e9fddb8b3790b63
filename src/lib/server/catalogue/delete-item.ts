import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { howToUse } from '../storage/kit-schema.ts'
import { catalogueItem } from '../storage/schema.ts'
import { noteChange } from './history.ts'
import { sayUses, usesOf } from './uses.ts'
import { wholeItem } from './whole-items.ts'

/**
 * Deletes an item nobody ever used, and how it is used with it; its history stays. What an action, a kit or another item
 * refers to is never deleted. @throws Problem 'wrong-state' saying what uses it, 'not-found', or perform's.
 */
export async function deleteItem(desk: Desk, who: Colleague | null, code: string): Promise<void> {
  return perform(desk, who, {
    act: 'edit catalogue',
    thing: (tx) => ({ kind: 'catalogue', id: wholeItem(tx, code).code }),
    work: (tx, at) => {
      const before = wholeItem(tx, code)
      const used = sayUses(usesOf(tx, code))
      if (used)
        throw new Problem('wrong-state', { detail: `${used} Retire it instead: it is offered no more then.` })
      tx.delete(howToUse).where(eq(howToUse.item, code)).run()
      tx.delete(catalogueItem).where(eq(catalogueItem.code, code)).run()
      noteChange(tx, { what: 'item', code, at, by: signedIn(who).id, before, after: null })
    },
    detail: { deleted: true },
  })
}
