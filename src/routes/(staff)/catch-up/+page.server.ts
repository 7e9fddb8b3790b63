import { answer, asker } from '../../answer.ts'
import type { PageServerLoad } from './$types'

/** What the last huddle agreed and nobody has answered yet. */
export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('perch:catch-up')
  return { found: await answer(locals.service.catchUp(asker(locals))) }
}
