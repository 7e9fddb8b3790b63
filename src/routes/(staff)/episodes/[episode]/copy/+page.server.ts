import { answer, asker } from '../../../../answer.ts'
import type { PageServerLoad } from './$types'

/** What one person takes home on paper. */
export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('perch:catalogue')
  return { seen: await answer(locals.service.copy(asker(locals), params.episode)) }
}
