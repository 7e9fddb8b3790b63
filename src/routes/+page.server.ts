import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** The front door: a meeting's screen goes to the huddle, everybody else to the board. */
export const load: PageServerLoad = ({ locals }) => {
  redirect(303, locals.session?.colleague.role === 'screen' ? '/huddle' : '/board')
}
