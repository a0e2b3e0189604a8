UPDATE app_schema SET applied_at = applied_at * 1000 WHERE applied_at > 0;
