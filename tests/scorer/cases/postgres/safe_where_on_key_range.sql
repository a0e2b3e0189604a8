UPDATE parcels SET weight_grams = 0 WHERE id BETWEEN 1 AND 1000 AND weight_grams IS NULL;
DELETE FROM notifications WHERE id IN (SELECT id FROM notifications WHERE sent < '2020-01-01' LIMIT 1000);
