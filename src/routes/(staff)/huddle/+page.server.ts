import { error } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** The people of the huddle as the shared screen may show them, and what is agreed for them. */
export const load: PageServerLoad = async ({ locals }) => {
  if (!locals.session)
    error(401, { message: 'You are signed out. Sign in again to go on.', code: 'not-signed-in' })
  return locals.service.huddlePeople(locals.session.colleague)
}
