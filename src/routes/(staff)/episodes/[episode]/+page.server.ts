import { answer, asker } from '../../../answer.ts'
import type { PageServerLoad } from './$types'

/** One person's page. */
export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('perch:episode')
  return { seen: await answer(locals.service.episode(asker(locals), params.episode)) }
}
