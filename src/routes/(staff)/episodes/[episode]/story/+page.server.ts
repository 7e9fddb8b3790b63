import { answer, asker } from '../../../../answer.ts'
import type { PageServerLoad } from './$types'

/** Everything kept about one person, for a subject access request. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  seen: await answer(locals.service.storyPaper(asker(locals), params.episode)),
})
