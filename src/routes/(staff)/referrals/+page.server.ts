import { answer, asker } from '../../answer.ts'
import type { PageServerLoad } from './$types'

/** Who waits for a yes or a no, and who for the first visit. */
export const load: PageServerLoad = async ({ locals }) => ({
  referrals: await answer(locals.service.referrals(asker(locals))),
})
