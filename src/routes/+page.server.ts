import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** The front door: a shared screen goes to its own view, everybody else to the board. */
export const load: PageServerLoad = ({ locals }) => {
  redirect(303, locals.session?.colleague.role === 'screen' ? '/screen' : '/board')
}
