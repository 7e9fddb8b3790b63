import { error } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** The board as it stands: rows, who marked what on the open page. Kept right afterwards by the page and the notices. */
export const load: PageServerLoad = ({ locals }) => {
  if (!locals.session) {
    error(401, { message: 'You are signed out. Sign in again to go on.', code: 'not-signed-in' })
  }
  return locals.service.board(locals.session.colleague)
}
