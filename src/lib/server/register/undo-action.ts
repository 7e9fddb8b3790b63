import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod/mini'
import { undoInput, undoWithin } from '../../reablement/action.ts'
import type { ActionView } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { outbox } from '../storage/ledger-schema.ts'
import { advance } from './advance.ts'
import { putInOutbox } from './outgoing.ts'

/** For the way to the server: who clicks in the tenth second is not refused. Milliseconds. */
const grace = 2_000

/**
 * Takes back an action just agreed; only whoever agreed it, within `undoWithin`. The action and its story stay, as
 * cancelled. `also` happens in the same transaction.
 * @throws Problem 'too-late', 'wrong-state', or advance's.
 */
export async function undoAction(
  desk: Desk,
  who: Colleague | null,
  input: z.infer<typeof undoInput>,
  also?: (tx: Transaction, action: string) => void,
): Promise<ActionView> {
  const { action } = parse(undoInput, input)
  return advance(desk, who, action, {
    act: 'undo action',
    step: 'undo',
    topic: 'action undone',
    settled: (before, _who, at) => {
      const late = Date.parse(at) - Date.parse(before.agreedAt) > undoWithin + grace
      if ((before.state === 'agreed' || before.state === 'to sign off') && late) throw new Problem('too-late')
      return false
    },
    tell: (tx, at, view) => {
      takeBack(tx, at, view)
      also?.(tx, view.id)
    },
  })
}

/** What has not left yet never leaves: its outbox row goes. When it has left, the team is told that it was undone. */
function takeBack(tx: Transaction, at: string, view: ActionView): void {
  const unsent = and(eq(outbox.action, view.id), isNull(outbox.sentAt))
  const taken = tx.delete(outbox).where(unsent).run()
  if (taken.changes === 0) putInOutbox(tx, at, 'action undone', view)
}
