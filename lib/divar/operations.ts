/**
 * The calls of this client, each by one fixed name that holds nothing of a user: for errors, logs and measures. The two
 * steps of an upload are two.
 */
export type DivarOperation =
  | 'exchange_code'
  | 'refresh_tokens'
  | 'get_user'
  | 'get_user_id_by_phone'
  | 'get_post'
  | 'get_user_posts'
  | 'get_user_post'
  | 'search_posts'
  | 'get_conversation'
  | 'get_cities'
  | 'get_districts'
  | 'get_categories'
  | 'get_service_types'
  | 'get_scopes'
  | 'send_conversation_message'
  | 'send_bot_message'
  | 'send_bot_message_to_user'
  | 'subscribe'
  | 'create_upload_token'
  | 'upload_image'
