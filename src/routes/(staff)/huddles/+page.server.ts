import { answer, asker } from '../../answer.ts'
import type { PageServerLoad } from './$types'

/** The huddles that have closed. */
export const load: PageServerLoad = async ({ locals }) => ({
  records: await answer(locals.service.records(asker(locals))),
})
