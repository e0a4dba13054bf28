-- The database. Text compares byte by byte: ids differ in case, and what is grouped here is grouped alike elsewhere.
CREATE DATABASE IF NOT EXISTS healthcare_db CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
