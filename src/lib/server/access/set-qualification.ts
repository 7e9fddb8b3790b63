import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { setQualificationInput } from '../../reablement/tiers.ts'
import type { SetQualificationInput } from '../../reablement/tiers.ts'
import type { Desk } from '../storage/desk.ts'
import { colleague } from '../storage/schema.ts'
import { parse } from './parse.ts'
import { perform } from './perform.ts'

/**
 * Says what a colleague is trained to ask for; it counts from their next act. Returns their name.
 * @throws Problem 'bad-input', 'not-found', or perform's.
 */
export async function setQualification(
  desk: Desk,
  who: Colleague | null,
  input: SetQualificationInput,
): Promise<{ name: string }> {
  const asked = parse(setQualificationInput, input)
  return perform(desk, who, {
    act: 'set qualification',
    thing: () => ({ kind: 'colleague', id: asked.colleague }),
    work: (tx) => {
      const row = tx.select().from(colleague).where(eq(colleague.id, asked.colleague)).get()
      if (!row || row.role === 'screen') throw new Problem('not-found', { field: 'colleague' })
      tx.update(colleague)
        .set({ qualification: asked.qualification })
        .where(eq(colleague.id, asked.colleague))
        .run()
      return { name: row.name }
    },
    detail: { qualification: asked.qualification },
  })
}
