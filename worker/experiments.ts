/** Experiments of the basket page: by name, the arms that visitors see. */
export const CART_EXPERIMENTS = {
  // Does a word about returns, over the basket, help anybody to make up their mind?
  "cart-promise": ["without", "with"],
} as const;
