import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Desk } from '../storage/desk.ts'
import { colleague, session } from '../storage/schema.ts'
import { screen } from '../storage/screen-schema.ts'
import { parse } from './parse.ts'
import { perform } from './perform.ts'
import type { Sessions } from './sessions.ts'

const cutOffInput = z.object({ screen: z.string().min(1).max(40) })

/**
 * Takes a shared screen's access away: its sessions end at once with their sockets, and it shows a code again.
 * Returns its name. Throws Problem `not-signed-in`, `not-allowed`, `not-found`, `bad-input`.
 */
export async function cutOffScreen(
  desk: Desk,
  sessions: Sessions,
  who: Colleague | null,
  given: unknown,
): Promise<{ name: string }> {
  const input = parse(cutOffInput, given)
  const mine = eq(screen.colleague, input.screen)
  const { name, open } = await perform(desk, who, {
    act: 'cut off screen',
    thing: (tx) => {
      const row = tx.select({ id: screen.colleague }).from(screen).where(mine).get()
      if (!row) throw new Problem('not-found')
      return { kind: 'colleague', id: row.id }
    },
    work: (tx, at) => {
      tx.update(screen)
        .set({ endedAt: at, endedBy: who?.id ?? null })
        .where(and(mine, isNull(screen.endedAt)))
        .run()
      const [row] = tx
        .update(colleague)
        .set({ active: false })
        .where(eq(colleague.id, input.screen))
        .returning({ name: colleague.name })
        .all()
      const held = and(eq(session.colleague, input.screen), isNull(session.endedAt))
      const rows = tx.select({ id: session.id }).from(session).where(held).all()
      return { name: row?.name ?? '', open: rows }
    },
  })
  for (const { id } of open) sessions.end(id, 'session ended')
  return { name }
}
