import { answer, asker } from '../../../answer.ts'
import type { PageServerLoad } from './$types'

/** What has been agreed for a team. Loaded again whenever something is agreed for it. */
export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('perch:team-list')
  return { list: await answer(locals.service.teamList(asker(locals), params.team)) }
}
