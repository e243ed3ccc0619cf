/** The fields of Google's product specification and of our extension. Others are named in the report. */

/** Field -> the most characters. These are read. */
export const LIMITS = {
  id: 64,
  item_group_id: 100,
  title: 150,
  description: 5_000,
  link: 2_000,
  image_link: 2_000,
  additional_image_link: 2_000,
  brand: 70,
  gtin: 50,
  mpn: 70,
  product_type: 750,
  google_product_category: 750,
  summary: 5_000,
  content: 5_000,
  color: 100,
  size: 100,
  material: 200,
  pattern: 100,
  availability: 40,
  price: 40,
  sale_price: 40,
  sale_price_effective_date: 60,
  "v:spare-id": 64,
  "v:price": 40,
  "v:stock": 12,
  "v:handle": 120,
  "v:title": 150,
  "v:detail": 200,
  "v:description": 5_000,
  "v:label": 100,
  "v:name": 100,
  "v:value": 300,
  "v:intro": 600,
  "v:position": 9,
  "v:released": 30,
  "v:also": 120,
  "v:picture": 2_000,
  "v:picture-kind": 20,
} as const satisfies Record<string, number>;
export type KnownField = keyof typeof LIMITS;

const READ_WITH_PARTS = ["v:option", "v:spec", "product_detail"];

/** Known, and of no use to this shop. */
const IGNORED = `
  condition adult age_group gender size_type size_system multipack is_bundle identifier_exists mobile_link canonical_link
  availability_date expiration_date disclosure_date cost_of_goods_sold unit_pricing_measure unit_pricing_base_measure installment subscription_cost
  loyalty_points loyalty_program auto_pricing_min_price maximum_retail_price certification energy_efficiency_class min_energy_efficiency_class
  max_energy_efficiency_class product_length product_width product_height product_weight product_highlight lifestyle_image_link virtual_model_link
  ads_redirect custom_label_0 custom_label_1 custom_label_2 custom_label_3 custom_label_4 promotion_id excluded_destination included_destination
  shopping_ads_excluded_country pause external_seller_id shipping shipping_label shipping_weight shipping_length shipping_width shipping_height
  ships_from_country transit_time_label min_handling_time max_handling_time handling_cutoff_time free_shipping_threshold minimum_order_value
  tax tax_category sell_on_google_quantity structured_title structured_description short_title video_link return_policy_label
  guid pubDate updated published author category comments source
`.split(/\s+/);

const IGNORED_NAMES = new Set(IGNORED);
const KNOWN = new Set<string>([...Object.keys(LIMITS), ...READ_WITH_PARTS, ...IGNORED]);

export const isKnownField = (name: string): boolean => KNOWN.has(name);
export const isIgnoredField = (name: string): boolean => IGNORED_NAMES.has(name);
