/** The shop's mark: a mug from above, in the colour of the text around it. */
export const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 28">' +
  '<circle cx="12.5" cy="14" r="9.75" fill="none" stroke="currentColor" stroke-width="5.5"/>' +
  '<path d="M22 14h8.6" stroke="currentColor" stroke-width="6.4" stroke-linecap="round"/></svg>';
